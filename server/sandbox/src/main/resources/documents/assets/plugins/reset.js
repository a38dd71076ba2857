// The button that gives a customer of the sandbox its first tags back.
import { addressOf } from './addresses.js';
import { beginAgain } from './steps.js';

const NO_TOKEN = 'Log in first.';

const NO_SERVER = 'The server cannot be reached, or has closed the connection: try again.';

const BAD_TOKEN = 'The access token has expired, or was withdrawn: log in again.';

// Swagger UI calls the plugin more than once, and all of its parts are about one customer.
let customer = 'demo';

export function reset() {
  function say(text) {
    document.getElementById('reset-result').textContent = text;
  }

  async function resetCustomer(token, sessionActions) {
    const sent = fetch(`${addressOf('/sandbox/v1/reset')}?customerId=${encodeURIComponent(customer)}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    });
    const response = await sent.catch(() => null);
    if (!response) {
      return NO_SERVER;
    }
    if (response.status === 401) {
      sessionActions.reject();
      return BAD_TOKEN;
    }
    const { data } = await response.json().catch(() => ({ data: `The response was ${response.status}.` }));
    if (!response.ok) {
      return data;
    }
    beginAgain();
    return `The customer ${customer} has its ${data.tagCount} first tags again, and no events.`;
  }

  return {
    afterLoad({ authActions, authSelectors, sessionActions }) {
      const button = document.getElementById('reset');
      button.hidden = false;
      button.addEventListener('click', async () => {
        const token = authSelectors.authorized()?.first()?.getIn(['token', 'access_token']);
        if (!token) {
          authActions.showDefinitions(authSelectors.definitionsToAuthorize());
        }
        say(token ? `The customer ${customer} is being reset …` : NO_TOKEN);
        if (token) {
          say(await resetCustomer(token, sessionActions));
        }
      });
    },
    statePlugins: {
      auth: {
        wrapActions: {
          authorizeOauth2: (authorize) => (token) => {
            say('');
            return authorize(token);
          },
        },
      },
      spec: {
        wrapActions: {
          // The customer in use is that of the last request, which may change what the last reset has said of it.
          setMutatedRequest: (setMutatedRequest) => (path, method, request) => {
            customer = new URL(request.url, window.location.href).searchParams.get('customerId') ?? customer;
            document.getElementById('reset').textContent = `Reset ${customer}`;
            say('');
            return setMutatedRequest(path, method, request);
          },
        },
      },
    },
  };
}
