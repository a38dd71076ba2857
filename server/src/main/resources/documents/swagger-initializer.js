// Starts Swagger UI on the served contract. springdoc tells its settings, the server how to get tokens.
(() => {
  'use strict';

  const METHODS = ['post', 'get', 'put', 'patch', 'delete'];

  // The parameters that nobody can do without: a search has to name a tag.
  const KEPT_EXAMPLES = ['allTags'];

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

  // The contract as the page shows it; as it is served, it stays as it is. The scheme of the operations has all flows of
  // this server's token issuer, that of people first: the contract has a scheme for each.
  function withFlowsOfIssuer(contract, issuerFlows) {
    const { oauth2, ...others } = contract?.components?.securitySchemes ?? {};
    if (oauth2) {
      const documented = Object.assign({}, ...Object.values({ oauth2, ...others }).map((scheme) => scheme.flows));
      const flows = Object.entries(issuerFlows).filter(([name, offered]) => offered && documented[name]);
      oauth2.flows = Object.fromEntries(flows.map(([name, { authorizationUrl, tokenUrl }]) => [name, {
        ...documented[name],
        ...(authorizationUrl && { authorizationUrl }),
        ...(tokenUrl && { tokenUrl }),
      }]));
      contract.components.securitySchemes = { oauth2 };
    }
    return contract;
  }

  // Swagger UI fills every field with its example. What need not be sent is left empty: an example of a cursor or of a
  // filter would hide what there is. Their examples are in the contract for tools that make requests of it.
  function withoutOptionalExamples(contract) {
    for (const parameter of Object.values(contract?.components?.parameters ?? {})) {
      if (!parameter.required && !KEPT_EXAMPLES.includes(parameter.name)) {
        delete parameter.example;
        parameter.schema = withoutExample(parameter.schema);
      }
    }
    for (const [name, schema] of Object.entries(contract?.components?.schemas ?? {})) {
      if (schema.enum) {
        contract.components.schemas[name] = withoutExample(schema);
      }
    }
    return contract;
  }

  function withoutExample({ example, ...schema }) {
    return schema;
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
          updateJsonSpec: (update) => (contract) =>
            update(withoutOptionalExamples(withFlowsOfIssuer(contract, flows))),
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
    ui.initOAuth({ scopes: ['tag'], scopeSeparator: ' ', usePkceWithAuthorizationCodeGrant: true });
    connectHeader(ui, flows);
  }

  start();
})();
