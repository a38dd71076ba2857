// The request as it would be sent now, as code.
import { LANGUAGES } from './languages.js';

const REMEMBERED = 'tag-api.language';

/** What the samples need of a request of Swagger UI's. */
export function essence({ method, url, headers, body }) {
  return {
    method,
    url: new URL(url, window.location.href).href,
    headers: Object.entries(headers ?? {}).filter(([name, value]) => name.toLowerCase() !== 'authorization' && value)
      .map(([name, value]) => [name, name.toLowerCase() === 'accept' ? 'application/json' : String(value)]),
    body: typeof body === 'string' ? body : body && JSON.stringify(body),
  };
}

export function samples(system) {
  const { React } = system;
  const { createElement: h, useState } = React;

  function requestOf({ path, method }) {
    const { fn, oas3Selectors, specSelectors } = system;
    const { requestContentType, responseContentType } = specSelectors.contentTypeValues([path, method]).toJS();
    return essence(fn.buildRequest({
      spec: specSelectors.specJsonWithResolvedSubtrees().toJS(),
      operationId: specSelectors.specJson().getIn(['paths', path, method, 'operationId']),
      pathName: path,
      method,
      parameters: specSelectors.parameterValues([path, method]).toJS(),
      server: oas3Selectors.selectedServer(),
      contextUrl: window.location.href,
      requestContentType: oas3Selectors.requestContentType(path, method) ?? requestContentType,
      responseContentType,
      requestBody: oas3Selectors.requestBodyValue(path, method),
    }));
  }

  function code(language, operation) {
    try {
      return LANGUAGES[language].write(requestOf(operation));
    } catch (error) {
      return `${error.message}\n`;
    }
  }

  /** The token in use, as a command of a shell. */
  function CopyToken() {
    const [copied, setCopied] = useState(false);
    const token = () => system.authSelectors.authorized()?.first()?.getIn(['token', 'access_token']);
    const onClick = async () => {
      await navigator.clipboard.writeText(`export TOKEN=${token()}`);
      setCopied(true);
    };
    // A page that is not served by https has no clipboard, unless it is local.
    return navigator.clipboard && token() ? h(React.Fragment, null,
      h('button', { type: 'button', onClick }, 'Copy the command that sets it'), ' ',
      h('span', { role: 'status' }, copied ? 'Copied' : '')) : null;
  }

  function Chooser({ language, onChoose }) {
    return h('div', { className: 'languages', role: 'group', 'aria-label': 'Language' },
      Object.keys(LANGUAGES).map((name) => h('button', {
        key: name, type: 'button', 'aria-pressed': name === language, onClick: () => onChoose(name),
      }, name)));
  }

  function Samples({ getComponent, ...operation }) {
    const [open, setOpen] = useState(false);
    const [language, setLanguage] = useState(localStorage.getItem(REMEMBERED) ?? 'curl');
    const HighlightCode = getComponent('HighlightCode', true);
    const known = LANGUAGES[language] ? language : 'curl';
    const choose = (name) => {
      localStorage.setItem(REMEMBERED, name);
      setLanguage(name);
    };
    return h('details', { className: 'samples', onToggle: (event) => setOpen(event.currentTarget.open) },
      h('summary', null, 'Code for this request'),
      open && h('div', null,
        h(Chooser, { language: known, onChoose: choose }),
        h('p', null, 'It takes the access token from the environment variable ', h('code', null, 'TOKEN'), '. ',
          h(CopyToken)),
        h(HighlightCode, { canCopy: true, language: LANGUAGES[known].highlighted }, code(known, operation))));
  }

  return {
    components: {
      Samples,
      // In its place there is code in more languages, and folded.
      curl: () => null,
    },
  };
}
