// Long texts: highlighting makes an element of each word, and no one reads a megabyte.

/** Up to this many characters are highlighted. */
export const HIGHLIGHTED = 20_000;

/** Up to this many characters are shown. */
export const SHOWN = 100_000;

/** The beginning of a text, as whole lines if there are any. */
export function beginning(text) {
  if (text.length <= SHOWN) {
    return text;
  }
  const end = text.lastIndexOf('\n', SHOWN);
  return text.slice(0, end > 0 ? end : SHOWN);
}

/** Response interceptor: Swagger UI would keep a long body as a tree too, and never look at it. */
export function withoutTree(response) {
  if (response.text?.length > HIGHLIGHTED) {
    delete response.body;
    delete response.obj;
  }
  return response;
}

export function excerpts({ React: { createElement: h, Fragment } }) {
  function Excerpt({ text }) {
    const shown = beginning(text);
    const characters = (count) => count.toLocaleString('en');
    return h(Fragment, null,
      shown.length < text.length && h('p', { className: 'excerpt' },
        `These are the first ${characters(shown.length)} of ${characters(text.length)} characters. `
        + 'Download and Copy have all of them.'),
      h('pre', { className: 'microlight' }, h('code', null, shown)));
  }

  return {
    wrapComponents: {
      SyntaxHighlighter: (SyntaxHighlighter) => (props) =>
        h('div', { className: 'code', tabIndex: 0, role: 'group', 'aria-label': 'Code' },
          props.children?.length > HIGHLIGHTED ? h(Excerpt, { text: props.children }) : h(SyntaxHighlighter, props)),
    },
  };
}
