/** The routes that pages do not call by an object of `protocol/`: what browsers and programs ask for, described. */
import * as v from 'valibot'
import { get } from '../../protocol/route.ts'
import { describeRoutes } from './operation.ts'

export const bareContract = describeRoutes(
  {
    photo: get('/api/photos/:handle/:version', null, null),
    health: get('/healthz', null, v.object({ ok: v.literal(true) })),
    ready: get('/readyz', null, v.object({ ok: v.literal(true) })),
    metrics: get('/metrics', null, null),
    signalWithoutUpgrade: get('/signal', null, null),
    openapi: get('/api/openapi.json', null, null),
    asyncapi: get('/api/asyncapi.json', null, null),
  },
  {
    photo: {
      room: 'people',
      who: 'session',
      does: 'Answers a member’s photo.',
      more: 'The path is the `photo` of a person. It names the version, so that the photo may be kept for ever.',
      errors: ['not-found'],
      gives: ['image/jpeg', 'image/png', 'image/webp'],
    },
    health: {
      room: 'server',
      who: 'anyone',
      does: 'Answers whether the server is up, for monitoring.',
    },
    ready: {
      room: 'server',
      who: 'anyone',
      does: 'Answers whether the server should get new connections, for balancers.',
      more: 'Refused as `busy` while the database does not answer, and from the moment that the server stops.',
      errors: ['busy'],
    },
    metrics: {
      room: 'server',
      who: 'metrics',
      does: 'Answers the metrics of this server in Prometheus’ text format.',
      more: 'Without PEAL_METRICS_TOKEN, only a Peal that is used on one machine alone answers, and only that machine.',
      errors: ['forbidden'],
      gives: ['text/plain'],
    },
    signalWithoutUpgrade: {
      room: 'server',
      who: 'anyone',
      does: 'Refuses a request for the WebSocket that does not ask for an upgrade.',
      more: '`/api/asyncapi.json` describes the WebSocket.',
      errors: ['no-upgrade'],
      gives: [],
    },
    openapi: {
      room: 'server',
      who: 'anyone',
      does: 'Answers this document.',
      gives: ['application/json'],
    },
    asyncapi: {
      room: 'server',
      who: 'anyone',
      does: 'Answers the AsyncAPI document of the WebSocket `/signal`.',
      gives: ['application/json'],
    },
  },
)
