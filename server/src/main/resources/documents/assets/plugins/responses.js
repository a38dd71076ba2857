// Responses: the one to the last request first and in view; documented errors folded into one line each.

import { isOffered, logIn, stateOf, STATES } from './header.js';
import { rejectsToken } from './session.js';

const GUIDE = new URL('../../guides/errors', import.meta.url);

const NO_RESPONSE = 'The connection was closed without a response, or the server cannot be reached.';

/** The code of an error object, or nothing. */
export function errorCode(text) {
  try {
    const { result, code } = JSON.parse(text);
    return result >= 400 ? code : undefined;
  } catch {
    return undefined;
  }
}

function operationIdOf(specSelectors, path, method) {
  return specSelectors.specJson().getIn(['paths', path, method, 'operationId']);
}

const isSuccess = (response) => response.get('status') >= 200 && response.get('status') < 300;

/** Swagger UI guesses at other reasons, which cannot be where the page and the API are one server. */
function withReason(response) {
  return response.error && response.err.message.startsWith('**Failed to fetch')
    ? { ...response, err: { ...response.err, name: '', message: NO_RESPONSE } }
    : response;
}

/** A response stays when Execute goes with Cancel: Try it out brings it back, in the next frame. */
function execute(operation) {
  operation.querySelector('.try-out__btn:not(.cancel, .reset)')?.click();
  requestAnimationFrame(() => operation.querySelector('.execute').click());
}

export const responses = (flows) => ({ React, getStore, getSystem }) => {
  const { createElement: h, useEffect, useRef, useState } = React;

  // Operations whose response has not been brought into view: a response stays when its operation is closed or filtered out.
  const arrived = new Set();

  // What had the focus when the request of an operation was sent.
  const origins = new Map();

  /** Execute loses the focus while it waits. A user who is in another field meanwhile stays there. */
  const isAwaited = (operationId) => [origins.get(operationId), document.body].includes(document.activeElement);

  /** After a 401: gets a token, and then repeats the request. */
  function LogIn() {
    const [state, setState] = useState(stateOf(getSystem()));
    useEffect(() => getStore().subscribe(() => setState(stateOf(getSystem()))), []);
    const onClick = ({ currentTarget }) => (state === 'in'
      ? execute(currentTarget.closest('.opblock'))
      : logIn(getSystem()));
    return h('button', { type: 'button', onClick }, state === 'in' ? 'Execute again' : STATES[state].label);
  }

  /** What has come back, in one line. It gets the focus, because Execute has lost it meanwhile. */
  function Result({ getComponent, operationId, response }) {
    const line = useRef(null);
    useEffect(() => {
      if (arrived.delete(operationId)) {
        line.current.scrollIntoView({ block: 'start' });
        line.current.focus({ preventScroll: true });
      }
    });
    const text = response.get('text');
    const code = typeof text === 'string' && text.length < 10_000 ? errorCode(text) : undefined;
    return h('p', { className: 'result', ref: line, tabIndex: -1 },
      `Response: ${response.get('status') ?? 'none'} `,
      code && h('a', { href: `${GUIDE}#${code}`, target: '_blank' }, `What ${code} means`),
      rejectsToken({ status: response.get('status'), headers: response.get('headers')?.toJS() }) && isOffered(flows) && h(LogIn),
      isSuccess(response) && h(getComponent('NextStep'), { operationId }));
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
        h(Result, {
          getComponent,
          operationId: operationIdOf(specSelectors, path, method),
          response: live,
        }),
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

  return {
    components: { responses: Responses },
    statePlugins: {
      spec: {
        wrapActions: {
          setRequest: (setRequest, { specSelectors }) => (path, method, request) => {
            origins.set(operationIdOf(specSelectors, path, method), document.activeElement);
            return setRequest(path, method, request);
          },
          setResponse: (setResponse, { specSelectors }) => (path, method, response) => {
            const operationId = operationIdOf(specSelectors, path, method);
            if (isAwaited(operationId)) {
              arrived.add(operationId);
            }
            return setResponse(path, method, withReason(response));
          },
        },
      },
    },
  };
};
