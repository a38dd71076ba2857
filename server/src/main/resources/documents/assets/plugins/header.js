// The button of the page's header, and what stands beside it.

const STATES = {
  out: { label: 'Log in', notice: '' },
  in: { label: 'Logged in', notice: '' },
  ended: { label: 'Log in again', notice: 'The access token has expired or was withdrawn.' },
};

function stateOf({ authSelectors, sessionSelectors }) {
  if (!authSelectors.authorized()?.size) {
    return 'out';
  }
  return sessionSelectors.ended() ? 'ended' : 'in';
}

export const header = (flows) => () => ({
  afterLoad(system) {
    const button = document.getElementById('log-in');
    const notice = document.getElementById('session');
    const offered = Object.values(flows).some(Boolean);
    button.hidden = !offered;
    button.addEventListener('click', () => {
      system.sessionActions.logInAgain(stateOf(system) === 'ended');
      system.authActions.showDefinitions(system.authSelectors.definitionsToAuthorize());
    });
    const show = () => {
      const { label, notice: text } = STATES[stateOf(system)];
      button.textContent = label;
      notice.textContent = offered ? text : 'This page cannot get tokens: the issuer offers no flow for it.';
    };
    show();
    system.getStore().subscribe(show);
  },
});
