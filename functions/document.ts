import * as z from 'zod/mini';
import { type EndpointDefinition } from '../shared/contract/endpoint';
import { type ErrorCode, errorStatus } from '../shared/contract/errors';
import { endpoints } from '../shared/contract/index';
import { type EndpointName, mediaOf, pathParameters, routes, takenBy } from '../shared/contract/routes';
import { errorWords } from '../shared/text/errors';
import { escapeHtml } from './html';

type Json = Record<string, unknown>;

const commonErrors: readonly ErrorCode[] = ['invalid_input', 'too_many_requests', 'internal', 'unavailable'];
const errorsOfWrites: readonly ErrorCode[] = [
  'bad_json',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'still_running',
  'too_large',
  'wrong_content_type',
];
const errorsOfMembers: readonly ErrorCode[] = ['sign_in_required', 'session_expired'];

/** All codes an endpoint may answer with. */
function errorsOf(name: EndpointName, definition: EndpointDefinition): ErrorCode[] {
  const codes = new Set<ErrorCode>([...commonErrors, ...definition.errors]);
  if (routes[name].method === 'POST') for (const code of errorsOfWrites) codes.add(code);
  if (definition.audience !== 'anyone' && definition.audience !== 'machine') for (const code of errorsOfMembers) codes.add(code);
  if (Array.isArray(definition.audience)) codes.add('role_required');
  return [...codes];
}

const schemaOf = (schema: EndpointDefinition['input'], io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

/** OpenAPI 3.1 describes bytes and foreign text by an empty schema and the media type. */
const answerSchema = (name: EndpointName, { output }: EndpointDefinition): Json =>
  mediaOf(name) === 'application/json' ? schemaOf(output, 'output') : {};

/** The OpenAPI 3.1 document, made from the contract alone. */
export function apiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const name of Object.keys(routes) as EndpointName[]) {
    const { method, path } = routes[name];
    const address = path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(name, endpoints[name], method, pathParameters(path)) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '一窗通 OneWindow',
      version: '0.1.0',
      description: 'Errors are { error: { code, message, details? } }; message is one Chinese sentence that says what to do next.',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string', enum: Object.keys(errorStatus) }, message: { type: 'string' }, details: {} },
            },
          },
        },
      },
    },
  };
}

function operation(name: EndpointName, definition: EndpointDefinition, method: string, inPath: string[]): Json {
  const input = schemaOf(definition.input, 'input');
  const properties = (input.properties ?? {}) as Record<string, Json>;
  const required = (input.required ?? []) as string[];
  const parameters = Object.entries(properties)
    .filter(([field]) => inPath.includes(field) || method === 'GET')
    .map(([field, schema]) => ({
      name: field,
      in: inPath.includes(field) ? 'path' : 'query',
      required: inPath.includes(field) || required.includes(field),
      schema,
    }));
  const isWrite = method === 'POST';
  const keyed = isWrite && definition.idempotency !== 'by_event_id';
  return {
    operationId: name,
    summary: definition.summary,
    tags: [name.split('.')[0]],
    ...(definition.audience === 'anyone' || definition.audience === 'machine' ? {} : { security: [{ session: [] }] }),
    'x-audience': definition.audience,
    parameters: [
      ...parameters,
      ...(keyed ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' } }] : []),
    ],
    ...(isWrite ? { requestBody: { required: true, content: { [takenBy(name)]: { schema: bodySchema(name, withoutFields(input, inPath)) } } } } : {}),
    responses: {
      200: { description: 'done', content: { [mediaOf(name)]: { schema: answerSchema(name, definition) } } },
      ...errorResponses(errorsOf(name, definition)),
    },
  };
}

/** A form's file is bytes, which no JSON schema can say. */
const bodySchema = (name: EndpointName, schema: Json): Json =>
  takenBy(name) === 'application/json'
    ? schema
    : { ...schema, properties: { ...(schema.properties as Json), file: { type: 'string', contentMediaType: 'application/octet-stream' } } };

function withoutFields(schema: Json, fields: string[]): Json {
  if (!schema.properties) return schema;
  const properties = Object.fromEntries(Object.entries(schema.properties as Json).filter(([field]) => !fields.includes(field)));
  return { ...schema, properties, required: ((schema.required ?? []) as string[]).filter((field) => !fields.includes(field)) };
}

function errorResponses(codes: ErrorCode[]): Json {
  const responses: Record<string, Json> = {};
  for (const status of [...new Set(codes.map((code) => errorStatus[code]))].sort()) {
    const here = codes.filter((code) => errorStatus[code] === status);
    responses[status] = {
      description: here.map((code) => `${code}: ${errorWords[code]}`).join('\n'),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    };
  }
  return responses;
}

/** The same contract as a page to read; needs nothing from any network. */
export function apiPage(): string {
  const sections = (Object.keys(routes) as EndpointName[]).map((name) => {
    const definition = endpoints[name];
    const { method, path } = routes[name];
    const audience = Array.isArray(definition.audience) ? definition.audience.join(', ') : String(definition.audience);
    const rows = errorsOf(name, definition)
      .map((code) => `<tr><td>${errorStatus[code]}</td><td><code>${code}</code></td><td>${errorWords[code]}</td></tr>`)
      .join('');
    return `<details id="${name}"><summary><b class="${method}">${method}</b> <code>${escapeHtml(path)}</code> <span>${escapeHtml(definition.summary)}</span></summary>
<p>Operation <code>${name}</code> · who may call: ${escapeHtml(audience)}</p>
<h4>Input</h4><pre>${escapeHtml(JSON.stringify(schemaOf(definition.input, 'input'), null, 2))}</pre>
<h4>Output</h4><pre>${escapeHtml(`${mediaOf(name)} ${JSON.stringify(answerSchema(name, definition), null, 2)}`)}</pre>
<h4>Refusals</h4><table>${rows}</table></details>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>OneWindow API</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:960px;margin:24px auto;padding:0 16px;color:#1a1f2b;background:#f4f6f9}details{background:#fff;border:1px solid #e3e7ee;border-radius:12px;margin:8px 0;padding:8px 16px}
summary{cursor:pointer;min-height:44px;display:flex;gap:12px;align-items:center;flex-wrap:wrap}summary span{color:#566072}.GET{color:#15803d}.POST{color:#1d4ed8}pre{background:#f4f6f9;padding:12px;overflow:auto;border-radius:8px;font-size:13px}td{padding:2px 12px 2px 0;vertical-align:top}</style>
<h1>一窗通 OneWindow API</h1><p>Made from the contract. Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). Every POST carries an <code>Idempotency-Key</code>; the same key with the same body answers the same, byte for byte.</p>
${sections.join('\n')}</html>`;
}
