// A choice "Respond with …" for each operation of a sandbox. It sends the header Prefer (RFC 7240).

function resolved(contract, node) {
  return node?.$ref
    ? node.$ref.slice(2).split('/').reduce((value, key) => value?.[key], contract)
    : node;
}

/** The errors that an operation documents, each code once, with the value that Prefer needs for it. */
export function errorsOf(contract, operation) {
  const errors = new Map();
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    const examples = resolved(contract, response)?.content?.['application/json']?.examples ?? {};
    for (const example of status >= '400' ? Object.values(examples) : []) {
      const { code, message } = resolved(contract, example).value;
      errors.set(code, { value: `code=${code}`, label: `${status} ${code} ${message}` });
    }
  }
  return [...errors.values()];
}

function parameterOf(contract, operation, others) {
  return {
    name: 'Prefer',
    in: 'header',
    description: 'In this sandbox: what to respond with, whatever is sent.',
    schema: { type: 'string', format: 'prefer', 'x-choices': [...others, ...errorsOf(contract, operation)] },
  };
}

export function withPrefer(contract, others) {
  for (const path of Object.values(contract?.paths ?? {})) {
    for (const operation of Object.values(path)) {
      operation.parameters = [...operation.parameters ?? [], parameterOf(contract, operation, others)];
    }
  }
  return contract;
}

/** Plugin; others are choices besides the errors. */
export const prefer = (others = []) => ({ React: { createElement: h } }) => ({
  components: {
    JsonSchema_string_prefer: ({ onChange, schema, value }) =>
      h('label', null, 'Respond with … ',
        h('select', { value: value ?? '', onChange: (event) => onChange(event.target.value) },
          h('option', { value: '' }, 'the usual response'),
          schema.get('x-choices').map((choice) =>
            h('option', { key: choice.get('value'), value: choice.get('value') }, choice.get('label'))))),
  },
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (contract) => update(withPrefer(contract, others)),
      },
    },
  },
});
