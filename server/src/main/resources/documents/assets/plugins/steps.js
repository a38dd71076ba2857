// The row of steps: which of them is shown, and which one follows.

const links = () => [...document.querySelectorAll('.steps a')];

const isOf = (operationId) => (link) => link.hash.endsWith(`/${operationId}`);

/** The link to the step after that of an operation; nothing after the last one. */
function after(operationId) {
  const index = links().findIndex(isOf(operationId));
  return index < 0 ? undefined : links()[index + 1];
}

function unmark() {
  for (const link of links()) {
    link.toggleAttribute('aria-current', false);
  }
}

/** Shows the first step again, which is out of view on a phone once the last one is shown. */
export function beginAgain() {
  unmark();
  links()[0].closest('ol').scrollTo({ left: 0 });
}

function mark(operationId) {
  const shown = links().find(isOf(operationId));
  if (!shown) {
    return;
  }
  unmark();
  shown.setAttribute('aria-current', 'step');
  const row = shown.closest('ol');
  row.scrollTo({ left: shown.offsetLeft - (row.clientWidth - shown.offsetWidth) / 2 });
}

export function steps({ React: { createElement: h } }) {
  /** A link to what comes after an operation: the row is far above what has the focus. */
  function NextStep({ operationId }) {
    const next = after(operationId);
    if (next) {
      return h('a', { className: 'next', href: next.hash }, `Next step: ${next.textContent}`);
    }
    const isLast = links().some(isOf(operationId));
    return isLast && document.getElementById('reset') ? h('a', { className: 'next', href: '#reset' }, 'Begin again: reset the customer') : null;
  }

  return {
    components: { NextStep },
    statePlugins: {
      layout: {
        wrapActions: {
          show: (show) => (key, shown = true) => {
            const [kind, , operationId] = Array.from(key);
            if (kind === 'operations' && shown) {
              mark(operationId);
            }
            return show(key, shown);
          },
        },
      },
    },
  };
}
