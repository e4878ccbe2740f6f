import { DemoRemoved } from '#geo/contract/system.contract.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { removeDemo } from './demo.service.ts';

const remove = endpoint({
  method: 'delete',
  path: '/api/demo',
  permission: 'demo.remove',
  summary: { vi: 'Xóa toàn bộ dữ liệu mô phỏng', en: 'Remove all demo data' },
  answer: DemoRemoved,
  handle: ({ ctx, db, identity }) => removeDemo(ctx, db, identity),
});

export const demoEndpoints: AnyEndpoint[] = [remove];
