import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox } from 'tag-api-sandbox';

test('a sandbox serves tags and ends', async () => {
  const api = await startSandbox({ 'tag-api.customers': '*' });
  try {
    const response = await fetch(`${api.url}/tag/v1/tags?customerId=of-this-test`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await api.token()}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Vans' }),
    });
    const body = await response.json();
    assert.equal(response.status, 201);
    assert.equal(body.data.tags[0].name, 'Vans');
    await assert.rejects(api.token('tags'), /gives no token for the scope tags: .*invalid_scope/);
  } finally {
    await api.stop();
  }
  await assert.rejects(fetch(api.url));
});

test('a sandbox has the port of its settings, and tokens of a client of one customer', async () => {
  const port = 20_000 + (process.pid % 10_000);
  const api = await startSandbox({ 'server.port': port });
  try {
    assert.equal(api.url, `http://localhost:${port}`);
    const headers = { Authorization: `Bearer ${await api.token('tag', 'sandbox-acme')}` };
    assert.equal((await fetch(`${api.url}/tag/v1/tags?customerId=demo`, { headers })).status, 403);
  } finally {
    await api.stop();
  }
});

test('a sandbox has a path and a port for management, by IPv4 and without a proxy', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hosts-'));
  writeFileSync(join(directory, 'hosts'), '::1 localhost\n');
  const others = { JAVA_OPTS: `-Djdk.net.hosts.file=${directory}/hosts`, HTTP_PROXY: 'http://127.0.0.1:9', NODE_USE_ENV_PROXY: '1' };
  Object.assign(process.env, others);
  try {
    const api = await startSandbox({ 'server.servlet.context-path': '/x', 'management.server.port': 0, 'logging.level.root': 'off' });
    try {
      assert.match(api.url, /^http:\/\/127\.0\.0\.1:\d+\/x$/);
      const headers = { Authorization: `Bearer ${await api.token()}` };
      assert.equal((await fetch(`${api.url}/tag/v1/tags?customerId=demo`, { headers })).status, 200);
    } finally {
      await api.stop();
    }
  } finally {
    for (const name of Object.keys(others)) delete process.env[name];
    rmSync(directory, { recursive: true });
  }
});

test("another program's port is no sandbox", async () => {
  const other = createServer((request, response) => response.end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    await assert.rejects(startSandbox({ 'server.port': other.address().port }), /The sandbox did not start: [^]*port/i);
  } finally {
    other.close();
  }
});

test('a sandbox does not take the settings of the program under test', async () => {
  const before = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), 'orders-'));
  writeFileSync(join(directory, 'application.properties'), 'spring.datasource.url=jdbc:postgresql://db/orders\n');
  mkdirSync(join(directory, 'config'));
  writeFileSync(join(directory, 'config', 'application.yaml'), 'server.servlet.context-path: /orders\n');
  const others = {
    SPRING_DATASOURCE_URL: 'jdbc:postgresql://db/orders',
    SERVER_PORT: '9',
    TAG_API_CUSTOMERS: 'orders',
    TAGAPI_SANDBOX_DATADIR: join(directory, 'data'),
    JAVA_TOOL_OPTIONS: '-XX:+Wrong',
    JDK_JAVA_OPTIONS: '-XX:+Wrong',
  };
  process.chdir(directory);
  Object.assign(process.env, others);
  try {
    const api = await startSandbox();
    try {
      const headers = { Authorization: `Bearer ${await api.token()}` };
      assert.equal((await fetch(`${api.url}/tag/v1/tags?customerId=demo`, { headers })).status, 200);
    } finally {
      await api.stop();
    }
    assert.ok(!existsSync(others.TAGAPI_SANDBOX_DATADIR));
  } finally {
    for (const name of Object.keys(others)) delete process.env[name];
    process.chdir(before);
    rmSync(directory, { recursive: true });
  }
});

test('a sandbox ends with a process that is killed, and so do its data', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'killed-'));
  const data = () => readdirSync(temporary).filter((name) => name.startsWith('tag-api-'));
  const program = "import { startSandbox } from 'tag-api-sandbox'; console.log((await startSandbox()).url); setInterval(() => {}, 1000);";
  const runner = spawn(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, TMPDIR: temporary } });
  const [url] = await runner.stdout.setEncoding('utf8').take(1).toArray();
  assert.equal((await fetch(url.trim())).status, 200);
  assert.equal(data().length, 1);
  runner.kill('SIGKILL');
  for (const end = Date.now() + 60_000; data().length > 0; await sleep(100)) assert.ok(Date.now() < end, 'The data are not deleted.');
  await assert.rejects(fetch(url.trim()));
  rmSync(temporary, { recursive: true });
});

for (const [name, command, kill] of [
  ['npx', ['npx', 'tag-api-sandbox'], (runner) => runner.kill()],
  ['the command', ['node_modules/.bin/tag-api-sandbox'], (runner) => runner.kill('SIGKILL')],
]) {
  test(`a sandbox ends with ${name} that is killed, and keeps its data`, async () => {
    const home = mkdtempSync(join(tmpdir(), 'killed-'));
    const runner = spawn(command[0], [...command.slice(1), '--server.port=0', `--tag-api.sandbox.data-dir=${home}/data`]);
    let url;
    for await (const chunk of runner.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      url = /^Open (\S+)$/m.exec(chunk)?.[1];
      if (url) break;
    }
    kill(runner);
    const gone = () => fetch(url).then(() => false, () => true);
    for (const end = Date.now() + 60_000; !(await gone()); await sleep(100)) assert.ok(Date.now() < end, 'The sandbox goes on.');
    const running = () => existsSync(join(home, 'data', 'postgresql', 'postmaster.pid'));
    for (const end = Date.now() + 60_000; running(); await sleep(100)) assert.ok(Date.now() < end, 'PostgreSQL goes on.');
    assert.ok(existsSync(join(home, 'data', 'postgresql', 'PG_VERSION')));
    rmSync(home, { recursive: true });
  });
}

test('a wrong setting is named', async () => {
  await assert.rejects(startSandbox({ 'tag-api.customer': '*' }), /There is no setting tag-api\.customer\./);
});

test('the command tells its version', () => {
  assert.match(execFileSync('npx', ['tag-api-sandbox', '--version'], { encoding: 'utf8' }), /^tag-api-sandbox /);
});

test('a cache that cannot be written to is named', () => {
  const env = { ...process.env, XDG_CACHE_HOME: '/dev/null/caches' };
  const { status, stderr } = spawnSync('npx', ['tag-api-sandbox'], { encoding: 'utf8', env });
  assert.equal(status, 1);
  assert.match(stderr, /^tag-api-sandbox: The sandbox cannot be unpacked in \/dev\/null\/caches; .*\n$/);
});
