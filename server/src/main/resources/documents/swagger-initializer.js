// Starts Swagger UI on the served contract. springdoc tells its settings, the server how to get tokens.
import { accessible } from '../assets/plugins/accessible.js';
import { addressOf, addresses } from '../assets/plugins/addresses.js';
import { copied } from '../assets/plugins/copied.js';
import { excerpts, withoutTree } from '../assets/plugins/excerpts.js';
import { find } from '../assets/plugins/find.js';
import { headings } from '../assets/plugins/headings.js';
import { header } from '../assets/plugins/header.js';
import { layout } from '../assets/plugins/layout.js';
import { navigation } from '../assets/plugins/navigation.js';
import { refusals } from '../assets/plugins/refusals.js';
import { responses } from '../assets/plugins/responses.js';
import { samples } from '../assets/plugins/samples.js';
import { session } from '../assets/plugins/session.js';
import { steps } from '../assets/plugins/steps.js';
import { tokens } from '../assets/plugins/tokens.js';

const METHODS = ['post', 'get', 'put', 'patch', 'delete'];

// Swagger UI has this header in requests for tokens. Without it, a browser needs no leave of an issuer elsewhere; with
// credentials of its own, it would ask for a password where a secret is wrong, and the page would wait for that.
function forToken(request) {
  if (request.headers?.['X-Requested-With']) {
    delete request.headers['X-Requested-With'];
    request.credentials = 'omit';
  }
  return request;
}

function followColourScheme() {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
  dark.addEventListener('change', follow);
  follow();
}

async function loaded(name, content) {
  try {
    return await content;
  } catch (cause) {
    throw new Error(`${name} cannot be loaded`, { cause });
  }
}

async function fetched(path) {
  const response = await fetch(addressOf(path), { headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`${path} responds with ${response.status}`);
  }
  return response.json();
}

const json = (path) => loaded(path, fetched(path));

followColourScheme();
const [{ configUrl, ...settings }, flows] =
  await Promise.all([json('/v3/api-docs/swagger-config'), json('/swagger-ui/flows')]);
const { plugins: inSandbox } = document.getElementById('sandbox')
  ? await loaded('sandbox.js, or a plugin that it imports,', import('../assets/plugins/sandbox.js'))
  : { plugins: [] };
const ui = window.SwaggerUIBundle({
  ...settings,
  url: addressOf('/openapi.yaml').href,
  oauth2RedirectUrl: addressOf('/swagger-ui/oauth2-redirect.html').href,
  dom_id: '#swagger-ui',
  layout: 'TagApiLayout',
  validatorUrl: null,
  operationsSorter: (one, other) => METHODS.indexOf(one.get('method')) - METHODS.indexOf(other.get('method')),
  requestInterceptor: forToken,
  responseInterceptor: withoutTree,
  plugins: [
    addresses(flows), ...inSandbox, session, headings, tokens(flows), header(flows), layout, navigation, steps, find,
    responses(flows), refusals, samples, excerpts, copied, accessible,
  ],
});
const { parameters, scopePrefix = '' } = flows.authorizationCode ?? flows.clientCredentials ?? {};
ui.initOAuth({
  scopes: [`${scopePrefix}tag`],
  scopeSeparator: ' ',
  usePkceWithAuthorizationCodeGrant: true,
  ...(parameters && { additionalQueryStringParams: parameters }),
});
