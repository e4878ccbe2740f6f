/**
 * Who may do what, `noun.verb`, in one table. What is not listed is denied.
 * Until accounts arrive there are three local identities: the one who enters,
 * the one who verifies (nobody verifies what they entered), and the one who
 * keeps the register.
 */
export const PERMISSIONS = [
  'health.read',
  'session.read',
  'session.switch',
  'register.read',
  'period.read',
  'measure.read',
  'measure.create',
  'measure.edit',
  'measure.delete',
  'measure.verify',
  'measure.merge',
  'incident.read',
  'incident.create',
  'incident.edit',
  'incident.delete',
  'report.read',
  'report.create',
  'report.delete',
  'place.read-exact',
  'place.find',
  'indicator.read',
  'heat.read',
  'tile.read',
  'export.read',
  'import.create',
  'import.confirm',
  'progress.read',
  'track.create',
  'batch.read',
  'batch.undo',
  'quality.read',
  'quality.dismiss',
  'register.edit',
  'demo.remove',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['entry', 'verifier', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const READ: readonly Permission[] = [
  'health.read',
  'session.read',
  'session.switch',
  'register.read',
  'period.read',
  'measure.read',
  'incident.read',
  'report.read',
  'indicator.read',
  'heat.read',
  'tile.read',
  'export.read',
  'place.find',
  'progress.read',
  'batch.read',
  'quality.read',
];

const GRANTED: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  entry: new Set<Permission>([
    ...READ,
    'measure.create',
    'measure.edit',
    'measure.delete',
    'measure.merge',
    'incident.create',
    'incident.edit',
    'incident.delete',
    'report.create',
    'report.delete',
    'import.create',
    'import.confirm',
    'track.create',
    'batch.undo',
    'quality.dismiss',
    'demo.remove',
  ]),
  // The verifier sits at the provincial police, who compile the reports and
  // have the statutory scope over every unit's exact places; reads are audited.
  verifier: new Set<Permission>([
    ...READ,
    'measure.verify',
    'quality.dismiss',
    'report.create',
    'report.delete',
    'place.read-exact',
    'audit.read',
  ]),
  // Keeps the register; sees records as any other agency does.
  admin: new Set<Permission>([...READ, 'register.edit', 'audit.read']),
};

export function isAllowed(role: Role, permission: Permission): boolean {
  return GRANTED[role].has(permission);
}

export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => isAllowed(role, permission));
}
