// What Swagger UI lacks for those who use a keyboard or a screen reader.

// Keeps the focus in the dialog, and lets Enter do what the form is for.
function onKeyInDialog(event) {
  const dialog = event.currentTarget;
  if (event.key === 'Enter' && event.target.matches('input:not([type=checkbox])')) {
    event.target.closest('.auth-container').querySelector('button.authorize').click();
  }
  if (event.key === 'Tab') {
    const stops = [...dialog.querySelectorAll('a[href], button, input')].filter((stop) => stop.checkVisibility());
    const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
    if (document.activeElement === from) {
      to.focus();
      event.preventDefault();
    }
  }
}

/** What is next to a button that goes away when it is pressed: it would take the focus with it. */
function neighbourOf(button, operation) {
  if (button.matches('.btn-clear')) {
    return operation.querySelector('.execute');
  }
  if (button.matches('.try-out__btn.reset')) {
    return operation.querySelector('.body-param__text') ?? button.previousElementSibling;
  }
  // The items after the one that is removed move up: the last button goes.
  if (button.matches('.json-schema-form-item:nth-last-child(2) > .json-schema-form-item-remove')) {
    const item = button.parentElement;
    return item.previousElementSibling?.querySelector('button') ?? item.nextElementSibling;
  }
  return null;
}

export function accessible({ React: { createElement: h, useEffect, useRef } }) {
  /** Gives a field the name that Swagger UI leaves out. */
  const named = (name) => (Field) => (props) => h('label', { className: 'named' },
    h('span', { className: 'visually-hidden' }, typeof name === 'function' ? name(props) : name),
    h(Field, props));

  const ofParameter = named(({ description }) => description ?? 'Value');

  return {
    components: {
      // Swagger UI looks for a field of this name for the ids in a list, and has none.
      JsonSchema_string_uuid: ({ getComponent, ...props }) =>
        h(getComponent('JsonSchema_string'), { getComponent, ...props }),
    },
    wrapComponents: {
      authorizationPopup: (Popup) => (props) => {
        const dialog = useRef(null);
        useEffect(() => {
          const opener = document.activeElement;
          dialog.current.querySelector('button.authorize')?.focus();
          return () => opener?.focus();
        }, []);
        return h('div', {
          ref: dialog,
          role: 'dialog',
          'aria-modal': true,
          'aria-label': 'Available authorizations',
          onKeyDown: onKeyInDialog,
        }, h(Popup, props));
      },
      // A button with a text is called by it.
      Button: (Button) => ({ 'aria-label': _, ...props }) => h(Button, props),
      CloseIcon: (Icon) => (props) => [
        h('span', { key: 'name', className: 'visually-hidden' }, 'Close'),
        h(Icon, { key: 'icon', ...props }),
      ],
      // Its heading is that of a group; a link cannot be inside of the button that opens an operation.
      DeepLink: () => ({ text }) => h('span', null, text),
      ExamplesSelect: named('Example'),
      JsonSchema_boolean: ofParameter,
      JsonSchema_string: ofParameter,
      TextArea: named('Request body'),
      operation: (Operation) => (props) => h('div', {
        onClick: ({ currentTarget, target }) => neighbourOf(target, currentTarget)?.focus(),
        onKeyDown: (event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.querySelector('.execute')?.click();
          }
        },
      }, h(Operation, props)),
    },
  };
}
