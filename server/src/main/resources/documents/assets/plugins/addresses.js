// Where this page is, which may be below a path of a proxy or of the server itself.

export const root = new URL('..', window.location.href);

/** The address of something that this server serves. */
export function addressOf(path) {
  return new URL(path.replace(/^\//, ''), root);
}

function belowRoot(address) {
  return address?.startsWith('/') ? addressOf(address).pathname : address;
}

/** The contract with this server's own addresses, and the token flows of its issuer: people's first. */
export function located(contract, issuerFlows) {
  for (const server of contract?.servers ?? []) {
    server.url = belowRoot(server.url);
  }
  for (const scheme of Object.values(contract?.components?.securitySchemes ?? {})) {
    const offered = Object.entries(issuerFlows).filter(([name, flow]) => flow && scheme.flows?.[name]);
    scheme.flows = Object.fromEntries(offered.map(([name, flow]) => [name, {
      ...scheme.flows[name],
      ...(scheme.flows[name].authorizationUrl && {
        authorizationUrl: flow.authorizationUrl ?? belowRoot(scheme.flows[name].authorizationUrl),
      }),
      tokenUrl: flow.tokenUrl ?? belowRoot(scheme.flows[name].tokenUrl),
    }]));
  }
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
