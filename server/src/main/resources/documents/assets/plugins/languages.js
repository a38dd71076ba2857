// A request as a program, in several languages. Each prints the status and the body; the token is in $TOKEN.

const shellWord = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Text between delimiters of a language that interpret nothing, or as a literal with escapes. */
function block(text, open, close, special) {
  return special.test(text) ? JSON.stringify(text) : open + text + close;
}

const indented = (text, spaces) => text.replaceAll('\n', `\n${' '.repeat(spaces)}`);

const lines = (...parts) => `${parts.flat().filter((part) => part !== null).join('\n')}\n`;

function curl({ method, url, headers, body }) {
  return lines(
    `curl -sS -w '\\n%{http_code}\\n' -X ${method} ${shellWord(url)} \\`,
    headers.map(([name, value]) => `  -H ${shellWord(`${name}: ${value}`)} \\`),
    `  -H "Authorization: Bearer $TOKEN"${body ? ' \\' : ''}`,
    body ? `  -d ${shellWord(body)}` : null);
}

function python({ method, url, headers, body }) {
  return lines(
    'import os',
    'import urllib.error',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(url)},`,
    `    method="${method}",`,
    '    headers={',
    '        "Authorization": "Bearer " + os.environ["TOKEN"],',
    headers.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
    '    },',
    body ? `    data=${block(body, '"""', '"""', /\\|"""|"$/)}.encode(),` : null,
    ')',
    'try:',
    '    response = urllib.request.urlopen(request)',
    'except urllib.error.HTTPError as error:',
    '    response = error',
    'print(response.status, response.read().decode())');
}

function typescript({ method, url, headers, body }) {
  return lines(
    `const response = await fetch(${JSON.stringify(url)}, {`,
    `  method: "${method}",`,
    '  headers: {',
    '    "Authorization": `Bearer ${process.env.TOKEN}`,',
    headers.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
    '  },',
    body ? `  body: ${block(body, '`', '`', /[\\`]|\$\{/)},` : null,
    '});',
    'console.log(response.status, await response.text());');
}

function go({ method, url, headers, body }) {
  return lines(
    'package main',
    '',
    'import (',
    '\t"fmt"',
    '\t"io"',
    '\t"log"',
    '\t"net/http"',
    '\t"os"',
    body ? '\t"strings"' : null,
    ')',
    '',
    'func main() {',
    `\trequest, err := http.NewRequest("${method}", ${JSON.stringify(url)}, ${
      body ? `strings.NewReader(${block(body, '`', '`', /`/)})` : 'http.NoBody'})`,
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\trequest.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))',
    headers.map(([name, value]) => `\trequest.Header.Set(${JSON.stringify(name)}, ${JSON.stringify(value)})`),
    '\tresponse, err := http.DefaultClient.Do(request)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tdefer response.Body.Close()',
    '\ttext, err := io.ReadAll(response.Body)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tfmt.Println(response.StatusCode, string(text))',
    '}');
}

function java({ method, url, headers, body }) {
  return lines(
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    '',
    'public class Sample {',
    '  public static void main(String[] args) throws Exception {',
    `    var request = HttpRequest.newBuilder(URI.create(${JSON.stringify(url)}))`,
    '        .header("Authorization", "Bearer " + System.getenv("TOKEN"))',
    headers.map(([name, value]) => `        .header(${JSON.stringify(name)}, ${JSON.stringify(value)})`),
    `        .method("${method}", HttpRequest.BodyPublishers.${
      body ? `ofString(${block(indented(body, 12), '"""\n            ', '"""', /\\|"""|"$/)})` : 'noBody()'})`,
    '        .build();',
    '    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '    System.out.println(response.statusCode() + " " + response.body());',
    '  }',
    '}');
}

/** By the names that people know them by. The highlighter knows not all of them. */
export const LANGUAGES = {
  curl: { write: curl, highlighted: 'bash' },
  Python: { write: python, highlighted: 'javascript' },
  TypeScript: { write: typescript, highlighted: 'javascript' },
  Go: { write: go, highlighted: 'javascript' },
  Java: { write: java, highlighted: 'javascript' },
};
