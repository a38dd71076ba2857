// The sandbox of the Tag API, for tests. The archive that the package carries is unpacked once for all, in the user's directory
// for caches.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
// The variables that the sandbox gets. Any other one may configure the program under test, or its JVM.
const variables = ['HOME', 'JAVA_OPTS', 'LD_LIBRARY_PATH', 'PATH', 'TMPDIR'];
const archive = join(here, 'tag-api-sandbox.tar.gz');
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

/** The program in the unpacked archive. */
export function program() {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const directory = join(caches, `tag-api-sandbox-${version}-${statSync(archive).size}`);
  if (!existsSync(directory)) {
    let unfinished;
    try {
      mkdirSync(caches, { recursive: true });
      unfinished = mkdtempSync(join(caches, '.tag-api-'));
      execFileSync('tar', ['-xzf', archive, '-C', unfinished], { stdio: ['ignore', 'ignore', 'pipe'] });
      renameSync(join(unfinished, readdirSync(unfinished)[0]), directory);
    } catch (error) {
      // Another process may have been faster.
      if (!existsSync(directory)) {
        const reason = error.stderr?.toString().trim().split('\n')[0] || error.message;
        throw new Error(`The sandbox cannot be unpacked in ${caches}; XDG_CACHE_HOME can name another directory: ${reason}`);
      }
    } finally {
      if (unfinished) rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return join(directory, 'bin', 'tag-api-sandbox');
}

/**
 * Starts a sandbox on a free port, with a database of its own, which is deleted at the end. It ends with this process, also when
 * that is killed. The settings are those of the sandbox, such as { 'tag-api.customers': '*' }. Resolves to
 * { url, token(scope, client, secret), stop() } when the sandbox is ready.
 */
export async function startSandbox(settings = {}, { timeoutMs = 120_000 } = {}) {
  const file = program();
  const all = {
    'server.port': 0,
    // Not that of the working directory, which may have the settings of the program under test.
    'spring.config.location': 'classpath:/',
    'tag-api.sandbox.end-with-input': true,
    ...settings,
  };
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => variables.includes(name)));
  const child = spawn(file, Object.entries(all).map(([name, value]) => `--${name}=${value}`), { env });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  let output = '';
  const url = await new Promise((resolve) => {
    const keep = (chunk) => {
      output = (output + chunk).slice(-4000);
      // The line that the sandbox prints when it is ready. A port says only that somebody listens there.
      const opened = /^Open (http\S+)\n/m.exec(output);
      if (opened) resolve(opened[1]);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => keep(error.message));
    child.once('close', () => resolve());
    setTimeout(resolve, timeoutMs).unref();
  });
  if (url) return { url, stop, token: (...of) => token(url, ...of) };
  await stop();
  throw new Error(`The sandbox did not start: ${output}`);
}

/** Not by fetch, which may send it to a proxy of the environment. */
async function token(url, scope = 'tag', client = 'sandbox', secret = 'sandbox') {
  const options = {
    method: 'POST',
    auth: `${client}:${secret}`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    agent: new Agent(),
  };
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope });
  const response = await new Promise((resolve, reject) => {
    request(`${url}/ams/v1/oauth2/token`, options, resolve).once('error', reject).end(form.toString());
  });
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`The sandbox gives no token for the scope ${scope}: ${body}`);
  return JSON.parse(body).access_token;
}
