import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import $RefParser from '@apidevtools/json-schema-ref-parser';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import Fastify from 'fastify';
import { accessCheck } from './access.js';
import { bulkAssign, list } from './database.js';
import { errorBody } from './errors.js';

const contract = await $RefParser.dereference(new URL('../../../../spec/released/1.0.0.yaml', import.meta.url).pathname);

/** What Fastify needs to know of an operation: what it takes and what it returns. */
function schemaOf({ parameters, requestBody, responses }) {
  const json = (content) => content['application/json'].schema;
  return {
    querystring: {
      type: 'object',
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    },
    ...(requestBody && { body: json(requestBody.content) }),
    response: Object.fromEntries(Object.entries(responses).map(([status, { content }]) => [status, json(content)])),
  };
}

const success = (data) => ({ result: 200, code: '20000000', message: 'SUCCESS', data });

async function start() {
  const app = Fastify({ genReqId: () => randomUUID(), bodyLimit: 1048576 });
  const ajv = (options) => addFormats(new Ajv({ strict: false, allErrors: true, ...options }));
  const validators = { querystring: ajv({ coerceTypes: true, useDefaults: true }), body: ajv() };
  app.setValidatorCompiler(({ schema, httpPart }) => validators[httpPart].compile(schema));
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) console.error(error);
    reply.code(status).send(errorBody(status, error));
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send(errorBody(404, new Error('there is nothing at this path'))));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });

  const access = await accessCheck(process.env.ISSUER);
  app.get('/tag/v1/tags', {
    schema: schemaOf(contract.paths['/tags'].get),
    onRequest: access.token('tag', 'tag.tags:view'),
    preHandler: access.customer,
  }, async ({ query }) => success(await list(query)));
  app.post('/tag/v1/devices/bulkAssign', {
    schema: schemaOf(contract.paths['/devices/bulkAssign'].post),
    onRequest: access.token('tag', 'tag.tags:manage'),
    preHandler: access.customer,
  }, async ({ id, query, body }) => success(await bulkAssign(id, query.customerId, body)));
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
}

const workers = Number(process.env.WORKERS ?? 0);
if (workers > 0 && cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork();
} else {
  await start();
}
