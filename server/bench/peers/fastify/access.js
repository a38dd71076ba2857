import { createVerifier } from 'fast-jwt';
import buildGetJwks from 'get-jwks';
import { failure } from './errors.js';

async function metadata(issuer) {
  const { origin, pathname } = new URL(issuer);
  const path = pathname === '/' ? '' : pathname;
  for (const url of [`${issuer}/.well-known/openid-configuration`, `${origin}/.well-known/oauth-authorization-server${path}`]) {
    const response = await fetch(url);
    if (response.ok) return response.json();
  }
  throw new Error(`${issuer} has no metadata`);
}

/** Checks of access tokens; those found valid are remembered for a minute, never beyond their expiry. */
export async function accessCheck(issuer) {
  const { jwks_uri: jwksUri } = await metadata(issuer);
  const { origin, pathname } = new URL(jwksUri);
  const keys = buildGetJwks({ jwksPath: pathname, issuersWhitelist: [`${origin}/`] });
  const verify = createVerifier({
    key: ({ header: { kid, alg } }) => keys.getPublicKey({ kid, alg, domain: origin }),
    algorithms: ['RS256'],
    allowedIss: issuer,
    allowedAud: 'tag-api',
    requiredClaims: ['exp'],
    cache: 1000,
    cacheTTL: 60_000,
    cacheKeyBuilder: (token) => token,
  });

  return {
    token: (...scopes) => async (request, reply) => {
      const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      let claims;
      try {
        claims = await verify(token ?? '');
      } catch {
        reply.header('WWW-Authenticate', token ? 'Bearer error="invalid_token"' : 'Bearer');
        throw failure(401, 'Missing or invalid authorization header');
      }
      const granted = Array.isArray(claims.scope) ? claims.scope : (claims.scope ?? '').split(' ');
      if (!scopes.some((scope) => granted.includes(scope))) {
        throw failure(403, `the access token needs the scope ${scopes.join(' or ')}`);
      }
      request.customerIds = claims.customer_ids ?? [];
    },
    customer: async ({ customerIds, query: { customerId } }) => {
      if (!customerIds.includes('*') && !customerIds.includes(customerId)) {
        throw failure(403, `the access token is not for the customer ${customerId}`);
      }
    },
  };
}
