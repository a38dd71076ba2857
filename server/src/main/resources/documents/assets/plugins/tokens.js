// Which client Swagger UI suggests for each flow, and what the dialog shows.

const NO_WINDOW = 'The browser has blocked the window of the login: allow this page to open it, and try again.';

const NO_RESPONSE = 'There is no response from the token endpoint.';

/** Which flow a token came by: all flows have one name in the contract. */
function flowOf(authorized, name) {
  return authorized?.getIn([name, 'schema', 'flow']);
}

export const tokens = (issuerFlows) => ({ React: { createElement: h, useEffect, useRef } }) => ({
  statePlugins: {
    err: {
      wrapActions: {
        // The browser says of a request without a response only that fetching failed, each in its own words.
        newAuthErr: (report) => (error) => report(
          error.message.startsWith('TypeError') ? { ...error, message: NO_RESPONSE } : error),
      },
    },
    auth: {
      wrapActions: {
        // In one window, however often it is asked for.
        authPopup: () => (url, request) => {
          window.swaggerUIRedirectOauth2 = request;
          const login = window.open(url, 'tag-api-login');
          if (login) {
            login.focus();
          } else {
            request.errCb({ authId: request.auth.name, level: 'error', source: 'auth', message: NO_WINDOW });
          }
        },
        // Who has a token wants to use it.
        authorizeOauth2WithPersistOption: (authorize, { authActions }) => (token) => {
          authorize(token);
          authActions.showDefinitions(false);
        },
      },
    },
  },
  wrapComponents: {
    oauth2: (OAuth2, { authSelectors, sessionActions, sessionSelectors }) => (props) => {
      const form = useRef(null);
      const flow = props.schema.get('flow');
      const flowOfToken = flowOf(authSelectors.authorized(), props.name);
      const again = sessionSelectors.again() && flow === flowOfToken;
      useEffect(() => {
        if (again) {
          sessionActions.logInAgain(false);
          form.current.authorize();
        }
      }, [again]);
      const ended = sessionSelectors.ended();
      if (flowOfToken && flow !== flowOfToken && !ended) {
        return null;
      }
      // Each flow has a client of its own: only that of programs has a secret.
      const clientId = issuerFlows[flow]?.clientId ?? '';
      const authorized = () => (ended ? authSelectors.authorized().clear() : authSelectors.authorized());
      return h(OAuth2, {
        ...props,
        ref: form,
        authorized: flow === flowOfToken ? props.authorized : props.authorized.clear(),
        authSelectors: {
          ...props.authSelectors,
          authorized,
          getConfigs: () => ({ ...props.authSelectors.getConfigs(), clientId }),
        },
      });
    },
  },
});
