import { startSandbox, type Sandbox } from 'tag-api-sandbox';

const api: Sandbox = await startSandbox({ 'tag-api.customers': '*' }, { timeoutMs: 60_000 });
const token: string = await api.token('tag');
await api.stop();

export { token };
