// Responses: the one to the last request first and in view; documented errors folded into one line each.

const GUIDE = new URL('../../guides/errors', import.meta.url);

/** The code of an error object, or nothing. */
export function errorCode(text) {
  try {
    const { result, code } = JSON.parse(text);
    return result >= 400 ? code : undefined;
  } catch {
    return undefined;
  }
}

export function responses({ React }) {
  const { createElement: h, useEffect, useRef, useState } = React;

  /** What has come back, in one line. It gets the focus, because Execute has lost it meanwhile. */
  function Result({ response }) {
    const line = useRef(null);
    const shown = useRef(null);
    useEffect(() => {
      // Each drawing of the page has another object for the same response.
      if (!response.equals(shown.current)) {
        shown.current = response;
        line.current.scrollIntoView({ block: 'start' });
        line.current.focus({ preventScroll: true });
      }
    });
    const text = response.get('text');
    const code = typeof text === 'string' && text.length < 10_000 ? errorCode(text) : undefined;
    return h('p', { className: 'result', ref: line, tabIndex: -1 },
      `Response: ${response.get('status') ?? 'none'} `,
      code && h('a', { href: `${GUIDE}#${code}`, target: '_blank' }, `What ${code} means`));
  }

  /** The first line of a description, with its code. */
  function Summary({ text }) {
    return text.split('\n')[0].split('`').map((part, i) => (i % 2 ? h('code', { key: i }, part) : part));
  }

  function Documented(props) {
    const { code, getComponent, hasLive, response } = props;
    const [chosen, setOpen] = useState(null);
    const Response = getComponent('response');
    const open = chosen ?? (code.startsWith('2') && !hasLive);
    return h(React.Fragment, null,
      h('tr', { className: `response-fold ${props.className}` },
        h('td', { colSpan: 3 },
          h('button', { type: 'button', 'aria-expanded': open, onClick: () => setOpen(!open) },
            h('strong', null, code), ' ', h(Summary, { text: response.get('description') ?? '' })))),
      open && h(Response, props));
  }

  function Responses(props) {
    const { fn, getComponent, getConfigs, method, oas3Actions, oas3Selectors, path, specPath, specSelectors } = props;
    const LiveResponse = getComponent('liveResponse');
    const live = props.tryItOutResponse;
    return h('div', { className: 'responses-wrapper' },
      live && h('section', { className: 'responses-inner live', 'aria-label': `Response of ${method} ${path}` },
        h(Result, { response: live }),
        h(LiveResponse, {
          response: live, getComponent, getConfigs, specSelectors, path, method,
          displayRequestDuration: props.displayRequestDuration,
        })),
      h(getComponent('Samples'), { getComponent, method, path }),
      h('div', { className: 'opblock-section-header' }, h('h4', null, 'Documented responses')),
      h('div', { className: 'responses-inner' },
        h('table', { className: 'responses-table' },
          h('tbody', null, props.responses.entrySeq().map(([code, response]) => h(Documented, {
            key: code, code, response, fn, getComponent, getConfigs, method, oas3Actions, path, specSelectors,
            hasLive: Boolean(live),
            className: live && String(live.get('status')) === code ? 'response_current' : '',
            specPath: specPath.push(code),
            contentType: props.producesValue,
            activeExamplesKey: oas3Selectors.activeExamplesMember(path, method, 'responses', code),
          })).toArray()))));
  }

  return { components: { responses: Responses } };
}
