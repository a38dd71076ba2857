// Knows when the token in use is no longer good, in whichever tab, and gets another one with one click.

const STORED = 'authorized';

// The token that was last rejected: it stays so after a reload, and in the other tabs.
const REJECTED = 'tag-api.rejected';

const LONGEST_TIMER = 2 ** 31 - 1;

/** When an access token ends, in milliseconds, if it is a JWT. */
export function expiryOf(token) {
  try {
    const claims = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(claims)).exp * 1000 || undefined;
  } catch {
    return undefined;
  }
}

/** Whether a response says that the token of the request is not good. A forced error does not. */
export function rejectsToken({ status, headers, err }) {
  if (err?.response) {
    return rejectsToken(err.response);
  }
  return status === 401 && !headers?.['preference-applied'];
}

// Swagger UIs of other programs that are served by the same host and port store theirs under the same name.
const ownOf = (authorized) => (authorized?.oauth2?.token?.access_token ? { oauth2: authorized.oauth2 } : {});

function parsed(stored) {
  try {
    return JSON.parse(stored);
  } catch {
    return null;
  }
}

export function session() {
  let timer;

  const tokenOf = ({ authSelectors }) => authSelectors.authorized()?.first()?.getIn(['token', 'access_token']);

  function watch(system) {
    clearTimeout(timer);
    const { sessionActions } = system;
    const token = tokenOf(system);
    const expiry = token && expiryOf(token);
    sessionActions.end(Boolean(token) && localStorage.getItem(REJECTED) === token);
    if (expiry) {
      const end = () => sessionActions.end(true);
      timer = setTimeout(end, Math.min(Math.max(expiry - Date.now(), 0), LONGEST_TIMER));
    }
  }

  const thenWatch = (action, system) => (...values) => {
    const result = action(...values);
    watch(system);
    return result;
  };

  return {
    afterLoad(system) {
      // Swagger UI parses it next.
      if (parsed(localStorage.getItem(STORED)) === null) {
        localStorage.removeItem(STORED);
      }
      window.addEventListener('storage', ({ key, newValue }) => {
        if (key === STORED) {
          system.authActions.restoreAuthorization({ authorized: parsed(newValue) });
        } else if (key === REJECTED) {
          watch(system);
        }
      });
    },
    statePlugins: {
      session: {
        actions: {
          /** The token in use is not good. */
          reject: () => (system) => {
            const token = tokenOf(system);
            if (token) {
              localStorage.setItem(REJECTED, token);
              watch(system);
            }
          },
          end: (ended) => ({ type: 'session_end', payload: ended }),
          logInAgain: (again) => ({ type: 'session_again', payload: again }),
        },
        reducers: {
          session_end: (state, { payload }) => state.set('ended', payload),
          session_again: (state, { payload }) => state.set('again', payload),
        },
        selectors: {
          ended: (state) => Boolean(state.get('ended')),
          again: (state) => Boolean(state.get('again')),
        },
      },
      auth: {
        wrapActions: {
          authorizeOauth2: thenWatch,
          logout: thenWatch,
          restoreAuthorization: (restore, system) =>
            thenWatch(({ authorized }) => restore({ authorized: ownOf(authorized) }), system),
        },
      },
      spec: {
        wrapActions: {
          setResponse: (setResponse, { sessionActions }) => (path, method, response) => {
            if (rejectsToken(response)) {
              sessionActions.reject();
            }
            return setResponse(path, method, response);
          },
        },
      },
    },
  };
}
