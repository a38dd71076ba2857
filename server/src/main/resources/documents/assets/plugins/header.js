// The button of the page's header, and what stands beside it.

export const STATES = {
  out: { label: 'Log in', notice: '' },
  in: { label: 'Logged in', notice: '' },
  ended: { label: 'Log in again', notice: 'The access token has expired or was withdrawn.' },
};

/** Whether there is a token: out, in or ended. */
export function stateOf({ authSelectors, sessionSelectors }) {
  if (!authSelectors.authorized()?.size) {
    return 'out';
  }
  return sessionSelectors.ended() ? 'ended' : 'in';
}

/** Opens the dialog; where a token has ended, it gets another one at once. */
export function logIn(system) {
  system.sessionActions.logInAgain(stateOf(system) === 'ended');
  system.authActions.showDefinitions(system.authSelectors.definitionsToAuthorize());
}

export const isOffered = (flows) => Object.values(flows).some(Boolean);

export const header = (flows) => () => ({
  afterLoad(system) {
    const button = document.getElementById('log-in');
    const notice = document.getElementById('session');
    const offered = isOffered(flows);
    button.hidden = !offered;
    button.addEventListener('click', () => logIn(system));
    const show = () => {
      const { label, notice: text } = STATES[stateOf(system)];
      button.textContent = label;
      notice.textContent = offered ? text : 'This page cannot get tokens: the issuer offers no flow for it.';
    };
    show();
    system.getStore().subscribe(show);
  },
});
