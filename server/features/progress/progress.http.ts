import { z } from 'zod';
import { Progress } from '#geo/contract/progress.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';

const progress = endpoint({
  method: 'get',
  path: '/api/progress/{id}',
  permission: 'progress.read',
  summary: { vi: 'Tiến độ của việc đang chạy', en: 'How far a running piece of work is' },
  params: z.object({ id: z.uuid() }),
  answer: Progress,
  // In memory: it answers also while the database is busy storing.
  handle: ({ ctx, identity, params }) => ctx.progress.read(identity.id, params.id),
});

export const progressEndpoints: AnyEndpoint[] = [progress];
