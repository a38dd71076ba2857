// Finds operations by words of their path, id, summary, method or group, in any order and case.

export function textOf(operation, group) {
  const details = operation.get('operation');
  return [operation.get('method'), operation.get('path'), details.get('operationId'), details.get('summary'), group]
    .join(' ')
    .toLowerCase();
}

/** Of groups of operations, those operations that have every word; a group without any is left out. */
export function opsFilter(groups, phrase) {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (operation, group) => words.every((word) => textOf(operation, group).includes(word));
  return groups
    .map((group, name) => group.update('operations',
      (operations) => operations.filter((operation) => matches(operation, name))))
    .filter((group) => group.get('operations').size);
}

// The button goes away with the message, and the focus would with it.
function showAll(layoutActions) {
  layoutActions.updateFilter('');
  document.getElementById('find').focus();
}

export function find({ React: { createElement: h } }) {
  function FilterContainer({ layoutActions, layoutSelectors, specSelectors }) {
    const filter = layoutSelectors.currentFilter();
    const phrase = typeof filter === 'string' ? filter : '';
    const count = specSelectors.taggedOperations().reduce((sum, group) => sum + group.get('operations').size, 0);
    return h('search', { className: 'find' },
      h('label', { htmlFor: 'find' }, 'Find an operation'),
      h('input', {
        id: 'find',
        type: 'search',
        placeholder: 'bulk, devices, create …',
        value: phrase,
        onChange: (event) => layoutActions.updateFilter(event.target.value),
      }),
      h('span', { role: 'status' }, phrase.trim() && `${count} found`));
  }

  function Nothing({ phrase, onClear }) {
    return h('p', { className: 'nothing-found' },
      `No operation has “${phrase.trim()}” in its path, id or summary. `,
      h('button', { type: 'button', onClick: onClear }, 'Show all'));
  }

  return {
    fn: { opsFilter },
    components: { FilterContainer },
    wrapComponents: {
      operations: (Operations, { layoutActions, layoutSelectors }) => (props) => {
        const phrase = layoutSelectors.currentFilter();
        return typeof phrase === 'string' && !props.specSelectors.taggedOperations().size
          ? h(Nothing, { phrase, onClear: () => showAll(layoutActions) })
          : h(Operations, props);
      },
    },
  };
}
