// Links to operations: each opens its operation, brings it into view and gives its heading the focus.

/** The element of what Swagger UI names by a list: a group, or an operation. */
function elementOf(key) {
  return document.getElementById(Array.from(key).join('-'));
}

function isEncoded(hash) {
  try {
    decodeURIComponent(hash);
    return true;
  } catch {
    return false;
  }
}

/** The address of an operation as the steps have it, whatever case it is given in. */
function asLinked(hash) {
  const links = [...document.querySelectorAll('.steps a')];
  return links.find((link) => link.hash.toLowerCase() === hash.toLowerCase())?.hash ?? hash;
}

function reveal(element) {
  element.scrollIntoView({ block: 'start' });
  const heading = element.querySelector('.opblock-summary-control, .expand-operation') ?? element;
  heading.focus({ preventScroll: true });
}

/**
 * Swagger UI adds an address to the history for each part of what it opens, also where the browser goes back to one. Here a
 * link adds its own address alone, and going back adds none.
 */
function keepingHistory(hash, open) {
  const { history, location } = window;
  const add = history.pushState;
  history.pushState = () => {};
  try {
    open();
  } finally {
    history.pushState = add;
  }
  if (location.hash !== hash) {
    history.pushState(null, '', hash);
  }
}

/** Plugin: Swagger UI itself scrolls only to what it has just drawn for the first time. */
export function navigation() {
  return {
    afterLoad(system) {
      const follow = (hash) => keepingHistory(hash, () => system.layoutActions.parseDeepLinkHash(decodeURIComponent(hash)));
      window.history.scrollRestoration = 'manual';
      // Swagger UI decodes the address that the page is opened with.
      if (!isEncoded(window.location.hash)) {
        window.history.replaceState(null, '', window.location.pathname + window.location.search);
      }
      document.addEventListener('click', (event) => {
        const link = event.target.closest?.('a[href^="#"]');
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
          return;
        }
        event.preventDefault();
        if (link.hash.startsWith('#/')) {
          follow(link.hash);
        } else {
          document.getElementById(link.hash.slice(1))?.focus();
        }
      });
      window.addEventListener('popstate', () => {
        const { hash } = window.location;
        if (hash.startsWith('#/') && isEncoded(hash)) {
          follow(hash);
        }
      });
    },
    statePlugins: {
      layout: {
        wrapActions: {
          parseDeepLinkHash: (parse) => (hash) => parse(asLinked(hash)),
          scrollTo: (scrollTo, { layoutActions }) => (key) => {
            const result = scrollTo(key);
            if (!elementOf(key)) {
              layoutActions.updateFilter('');
            }
            // After this, what is to be shown has been drawn.
            requestAnimationFrame(() => requestAnimationFrame(() => {
              const element = elementOf(key);
              if (element) {
                layoutActions.clearScrollTo();
                reveal(element);
              }
            }));
            return result;
          },
          scrollToElement: () => (element) => reveal(element?.querySelector?.('.opblock') ?? element),
        },
      },
    },
  };
}
