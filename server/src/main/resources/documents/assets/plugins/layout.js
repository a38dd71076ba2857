// The order of the page: operations first, the long introduction folded below them.

export function layout({ React: { createElement: h } }) {
  function Loading({ failed, getComponent }) {
    const Errors = getComponent('errors', true);
    return h('div', { className: 'swagger-ui' },
      h('div', { className: 'wrapper', role: 'status' },
        h('p', null, failed ? 'The contract cannot be loaded.' : 'The contract is being loaded …'),
        failed && h(Errors)));
  }

  function TagApiLayout({ authSelectors, getComponent, specSelectors }) {
    const status = specSelectors.loadingStatus();
    if (status?.startsWith('failed') || !specSelectors.specStr()) {
      return h(Loading, { failed: status?.startsWith('failed'), getComponent });
    }
    const part = (name) => h(getComponent(name, true));
    return h('div', { className: 'swagger-ui' },
      part('SvgAssets'),
      h('div', { className: 'wrapper' }, part('errors')),
      specSelectors.servers().size > 1 && h('div', { className: 'wrapper' }, part('ServersContainer')),
      authSelectors.shownDefinitions() && part('authorizationPopup'),
      h('section', { className: 'wrapper', 'aria-labelledby': 'operations' },
        h('h2', { id: 'operations', tabIndex: -1 }, 'Operations'),
        part('FilterContainer'),
        part('operations')),
      h('details', { className: 'wrapper about' },
        h('summary', null, h('h2', null, 'About this API')),
        part('InfoContainer')),
      h('section', { className: 'wrapper', 'aria-labelledby': 'data-types' },
        h('h3', { id: 'data-types', className: 'visually-hidden' }, 'Data types'),
        part('Models')));
  }

  return { components: { TagApiLayout } };
}
