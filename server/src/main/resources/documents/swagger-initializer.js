// Starts Swagger UI on the served contract. springdoc tells its settings, the server how to get tokens.
(() => {
  'use strict';

  const METHODS = ['post', 'get', 'put', 'patch', 'delete'];

  // The names of fields and buttons that Swagger UI leaves without one.
  const NAMES = {
    '.close-modal': 'Close',
    '.operation-filter-input': 'Show only the groups with this in their name',
    '#servers': 'Server',
    '.examples-select-element': 'Example',
    '.body-param__text': 'Request body',
    '.copy-to-clipboard button': 'Copy',
    '.responses-table[role=region]': 'Responses',
  };

  // The flows of this server's token issuer, that of people first. The contract, as it is served, stays as it is.
  function withFlowsOfIssuer(contract, issuerFlows) {
    for (const scheme of Object.values(contract?.components?.securitySchemes ?? {})) {
      const flows = Object.entries(issuerFlows).filter(([name, offered]) => offered && scheme.flows?.[name]);
      scheme.flows = Object.fromEntries(flows.map(([name, { authorizationUrl, tokenUrl, scopePrefix = '' }]) => [name, {
        ...scheme.flows[name],
        scopes: Object.fromEntries(Object.entries(scheme.flows[name].scopes)
          .map(([scope, description]) => [scopePrefix + scope, description])),
        ...(authorizationUrl && { authorizationUrl }),
        ...(tokenUrl && { tokenUrl }),
      }]));
    }
    return contract;
  }

  // Without it, a browser needs no leave of an issuer elsewhere before it asks for a token.
  function withoutExtraHeader(request) {
    delete request.headers?.['X-Requested-With'];
    return request;
  }

  const tokensOf = (flows) => () => ({
    statePlugins: {
      spec: {
        wrapActions: {
          updateJsonSpec: (update) => (contract) => update(withFlowsOfIssuer(contract, flows)),
        },
      },
      auth: {
        wrapActions: {
          // Who has a token wants to use it.
          authorizeOauth2WithPersistOption: (authorize, { authActions }) => (token) => {
            authorize(token);
            authActions.showDefinitions(false);
          },
        },
      },
    },
    wrapComponents: {
      // Each flow has a client of its own: only that of programs has a secret.
      oauth2: (OAuth2, { React }) => (props) => {
        const clientId = flows[props.schema.get('flow')]?.clientId ?? '';
        const getConfigs = () => ({ ...props.authSelectors.getConfigs(), clientId });
        return React.createElement(OAuth2, { ...props, authSelectors: { ...props.authSelectors, getConfigs } });
      },
    },
  });

  // Keeps the focus of the keyboard in the dialog, and lets Enter do what the form is for.
  function onKeyInDialog(event) {
    const dialog = event.currentTarget;
    if (event.key === 'Enter' && event.target.matches('input:not([type=checkbox])')) {
      event.target.closest('.auth-container').querySelector('button.authorize').click();
    }
    if (event.key === 'Tab') {
      const stops = [...dialog.querySelectorAll('a[href], button, input')].filter((stop) => stop.checkVisibility());
      const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
      if (document.activeElement === from) {
        to.focus();
        event.preventDefault();
      }
    }
  }

  // Swagger UI looks for a field of this name for the ids in a list, and has none.
  const lists = (system) => ({
    components: {
      JsonSchema_string_uuid: (props) => system.React.createElement(system.getComponent('JsonSchema_string'), props),
    },
  });

  // What Swagger UI lacks for those who use a keyboard or a screen reader.
  const accessible = () => ({
    wrapComponents: {
      authorizationPopup: (Popup, { React }) => (props) => {
        const dialog = React.useRef(null);
        React.useEffect(() => {
          const opener = document.activeElement;
          dialog.current.querySelector('button.authorize')?.focus();
          return () => opener?.focus();
        }, []);
        return React.createElement('div', {
          ref: dialog,
          role: 'dialog',
          'aria-modal': true,
          'aria-label': 'Available authorizations',
          onKeyDown: onKeyInDialog,
        }, React.createElement(Popup, props));
      },
      // A link cannot be inside of the button that opens an operation; the address follows by itself.
      DeepLink: (Link, { React }) => ({ text }) => React.createElement('span', null, text),
    },
  });

  // Runs whenever Swagger UI has drawn something.
  function assist() {
    for (const [selector, name] of Object.entries(NAMES)) {
      document.querySelectorAll(`${selector}:not([aria-label])`)
        .forEach((field) => field.setAttribute('aria-label', name));
    }
    document.querySelectorAll('tr[data-param-name] select:not([aria-label])')
      .forEach((choice) => choice.setAttribute('aria-label', choice.closest('tr').dataset.paramName));
    // What scrolls has to be in reach of the keyboard that scrolls it.
    document.querySelectorAll('.microlight:not([tabindex])').forEach((text) => text.setAttribute('tabindex', 0));
  }

  function followColourScheme() {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
    dark.addEventListener('change', follow);
    follow();
  }

  function connectHeader(ui, flows) {
    const logIn = document.getElementById('log-in');
    logIn.hidden = !Object.values(flows).some(Boolean);
    document.getElementById('no-flows').hidden = !logIn.hidden;
    logIn.addEventListener('click', () => ui.authActions.showDefinitions(ui.authSelectors.definitionsToAuthorize()));
    ui.getStore().subscribe(() => {
      logIn.textContent = ui.authSelectors.authorized()?.size ? 'Logged in' : 'Log in';
    });
    // Swagger UI itself looks at the address only once.
    window.addEventListener('hashchange', () =>
      ui.layoutActions.parseDeepLinkHash(decodeURIComponent(window.location.hash)));
  }

  async function json(path) {
    const answer = await fetch(path, { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      throw new Error(`${path} is answered with ${answer.status}`);
    }
    return answer.json();
  }

  async function start() {
    followColourScheme();
    const [{ configUrl, ...settings }, flows] = await Promise.all([json('/v3/api-docs/swagger-config'), json('flows')]);
    new MutationObserver(assist).observe(document.getElementById('swagger-ui'), { childList: true, subtree: true });
    const ui = SwaggerUIBundle({
      ...settings,
      dom_id: '#swagger-ui',
      layout: 'BaseLayout',
      validatorUrl: null,
      operationsSorter: (one, other) => METHODS.indexOf(one.get('method')) - METHODS.indexOf(other.get('method')),
      requestInterceptor: withoutExtraHeader,
      plugins: [tokensOf(flows), lists, accessible],
    });
    const { parameters, scopePrefix = '' } = flows.authorizationCode ?? flows.clientCredentials ?? {};
    ui.initOAuth({
      scopes: [`${scopePrefix}tag`],
      scopeSeparator: ' ',
      usePkceWithAuthorizationCodeGrant: true,
      ...(parameters && { additionalQueryStringParams: parameters }),
    });
    connectHeader(ui, flows);
  }

  start();
})();
