// The button that gives a customer of the sandbox its first tags back.
import { addressOf } from './addresses.js';

const NO_TOKEN = 'Log in first.';

export function reset() {
  let customer = 'demo';

  function say(text) {
    document.getElementById('reset-result').textContent = text;
  }

  async function resetCustomer(token) {
    const response = await fetch(`${addressOf('/sandbox/v1/reset')}?customerId=${encodeURIComponent(customer)}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
    });
    const { data } = await response.json();
    return response.ok
      ? `The customer ${customer} has its ${data.tagCount} first tags again, and no events.`
      : data;
  }

  return {
    afterLoad({ authActions, authSelectors }) {
      const button = document.getElementById('reset');
      button.addEventListener('click', async () => {
        const token = authSelectors.authorized()?.first()?.getIn(['token', 'access_token']);
        if (!token) {
          authActions.showDefinitions(authSelectors.definitionsToAuthorize());
        }
        say(token ? `The customer ${customer} is being reset …` : NO_TOKEN);
        if (token) {
          say(await resetCustomer(token).catch((error) => error.message));
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
          // The customer in use is that of the last request.
          setMutatedRequest: (setMutatedRequest) => (path, method, request) => {
            customer = new URL(request.url, window.location.href).searchParams.get('customerId') ?? customer;
            return setMutatedRequest(path, method, request);
          },
        },
      },
    },
  };
}
