// Brings a Postman collection into a state in which newman can run it, and prints what a run of it has shown.
//
//     node collection.mjs prepare <collection> <prepared>     # with the token that Postman gets by a click
//     node collection.mjs failures <report>                   # the requests that did not succeed

import { readFileSync, writeFileSync } from 'node:fs'

const [command, from, to] = process.argv.slice(2)
const content = JSON.parse(readFileSync(from))

const requests = (items) => items.flatMap((item) => (item.item ? requests(item.item) : [item]))

function prepare() {
  for (const { request } of requests(content.item)) {
    request.auth.oauth2.push({ key: 'accessToken', value: '{{token}}' })
  }
}

function failures() {
  for (const { item, response } of content.run.executions) {
    if (response === undefined || response.code >= 400) {
      console.log(`Postman: ${item.name}: ${response?.code ?? 'no response'}`)
    } else if (Buffer.from(response.stream).includes('"devices":[]')) {
      console.log(`Postman: ${item.name}: finds nothing`)
    }
  }
}

if (command === 'failures') {
  failures()
} else {
  prepare()
  writeFileSync(to, JSON.stringify(content))
}
