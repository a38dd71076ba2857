// Where this page is, which may be below a path of a proxy or of the server itself.

export const root = new URL('..', window.location.href);

/** The address of something that this server serves. */
export function addressOf(path) {
  return new URL(path.replace(/^\//, ''), root);
}

function belowRoot(address) {
  return address?.startsWith('/') ? addressOf(address).pathname : address;
}

// The parameter that nobody can do without: a search has to name a tag.
const KEPT_EXAMPLES = ['allTags'];

function withoutExample({ example, ...schema }) {
  return schema;
}

// Swagger UI fills every field with its example. What need not be sent is left empty: an example of a cursor or of a
// filter would hide what there is. The examples are in the contract for tools that make requests of it.
function withoutOptionalExamples(contract) {
  for (const parameter of Object.values(contract?.components?.parameters ?? {})) {
    if (!parameter.required && !KEPT_EXAMPLES.includes(parameter.name)) {
      delete parameter.example;
      parameter.schema = withoutExample(parameter.schema);
    }
  }
  for (const [name, schema] of Object.entries(contract?.components?.schemas ?? {})) {
    if (schema.enum) {
      contract.components.schemas[name] = withoutExample(schema);
    }
  }
}

// The scheme of the operations has all flows of this server's token issuer, that of people first: the contract has a
// scheme for each.
function withFlowsOfIssuer(contract, issuerFlows) {
  const { oauth2, ...others } = contract?.components?.securitySchemes ?? {};
  if (!oauth2) {
    return;
  }
  const documented = Object.assign({}, ...Object.values({ oauth2, ...others }).map((scheme) => scheme.flows));
  const offered = Object.entries(issuerFlows).filter(([name, flow]) => flow && documented[name]);
  oauth2.flows = Object.fromEntries(offered.map(([name, flow]) => [name, {
    ...documented[name],
    scopes: Object.fromEntries(Object.entries(documented[name].scopes)
      .map(([scope, description]) => [(flow.scopePrefix ?? '') + scope, description])),
    ...(documented[name].authorizationUrl && {
      authorizationUrl: flow.authorizationUrl ?? belowRoot(documented[name].authorizationUrl),
    }),
    tokenUrl: flow.tokenUrl ?? belowRoot(documented[name].tokenUrl),
  }]));
  contract.components.securitySchemes = { oauth2 };
}

/** The contract with this server's own addresses, and the token flows of its issuer: people's first. */
export function located(contract, issuerFlows) {
  for (const server of contract?.servers ?? []) {
    server.url = belowRoot(server.url);
  }
  withFlowsOfIssuer(contract, issuerFlows);
  withoutOptionalExamples(contract);
  return contract;
}

/** Plugin: the contract as it is served stays as it is; only what this page makes of it is adapted. */
export const addresses = (issuerFlows) => () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (contract) => update(located(contract, issuerFlows)),
      },
    },
  },
});
