// Prism serves the operations without the path of the server, and nothing else. This passes on what is below /tag/v1 to
// Prism, and the rest, such as requests for tokens, to the sandbox; so too what has no token, because Prism responds to
// that itself. Prints the port.
//
//     node in-front-of-prism.mjs <sandbox> <prism>

import http from 'node:http'

const [sandbox, prism] = process.argv.slice(2)

const server = http.createServer((request, response) => {
  const forPrism = request.url.startsWith('/tag/v1/') && request.headers.authorization !== undefined
  const url = forPrism ? prism + request.url.slice('/tag/v1'.length) : sandbox + request.url
  const passedOn = http.request(url, { method: request.method, headers: request.headers }, (received) => {
    response.writeHead(received.statusCode, received.headers)
    received.pipe(response)
  })
  passedOn.on('error', () => response.destroy())
  request.pipe(passedOn)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
