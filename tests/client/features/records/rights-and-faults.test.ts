import { describe, expect, test } from 'vitest';
import { ApiError } from '#client/api/api-error.ts';
import { faultOf, faultsElsewhere, faultsOfError } from '#client/features/records/faults.ts';
import { findCommunes } from '#client/features/records/find-communes.ts';
import { isWithin, mayChange, mayDo, mayVerify } from '#client/features/records/record-rights.ts';
import { Session } from '#geo/contract/system.contract.ts';
import { permissionsOf, type Role } from '#geo/domain/permission.ts';
import { SAMPLE_REGISTER as register } from '../register-sample.ts';
import { wordsIn } from '../words.ts';

const session = (id: string, role: Role, orgUnitId: string) => {
  const identity = { id, role, nameVi: `Vai ${id}`, nameEn: `Role ${id}`, orgUnitId };
  return Session.parse({ identity, identities: [identity], permissions: permissionsOf(role) });
};
const entry = { session: session('entry', 'entry', 'BP'), register, words: wordsIn('vi') };
const verifier = { session: session('verifier', 'verifier', 'CA'), register, words: wordsIn('vi') };

describe('what may be done, and why not', () => {
  test('records belong to the agency that entered them and to those above it', () => {
    expect(isWithin(register, 'DBP-NAM-CAN', 'BP')).toBe(true);
    expect(isWithin(register, 'BP', 'DBP-NAM-CAN')).toBe(false);
    expect(mayChange({ enteredByOrgUnitId: 'DBP-NAM-CAN' }, 'measure.edit', entry)).toBeUndefined();
    expect(mayChange({ enteredByOrgUnitId: 'CA' }, 'measure.edit', entry)).toBe(
      'Chỉ đơn vị nhập (Đơn vị CA) được sửa, xóa.',
    );
    expect(mayChange({ enteredByOrgUnitId: 'CA' }, 'measure.edit', verifier)).toBe(
      'Vai “Vai verifier” không có quyền này.',
    );
  });
  test('nobody verifies what they entered, nor what is only planned', () => {
    expect(mayVerify({ status: 'done', authorId: 'entry' }, verifier)).toBeUndefined();
    expect(mayVerify({ status: 'done', authorId: 'verifier' }, verifier)).toBe('Người nhập không tự xác minh.');
    expect(mayVerify({ status: 'planned', authorId: 'entry' }, verifier)).toBeDefined();
    expect(mayVerify({ status: 'verified', authorId: 'entry' }, verifier)).toBeDefined();
    expect(mayVerify({ status: 'done', authorId: 'x' }, entry)).toBe('Vai “Vai entry” không có quyền này.');
  });
  test('nothing is allowed before it is known who asks', () => {
    expect(mayDo('demo.remove', { ...entry, session: undefined })).toBeDefined();
    expect(mayDo('demo.remove', entry)).toBeUndefined();
    expect(mayDo('demo.remove', verifier)).toBeDefined();
  });
});

describe('faults of the server', () => {
  const error = new ApiError(
    'field.missing',
    422,
    { vi: 'Hỏng.', en: 'Bad.' },
    {
      faults: [
        {
          code: 'date.in_future',
          message: { vi: 'Ngày ở tương lai.', en: 'In the future.' },
          place: { path: 'lastOn' },
        },
        {
          code: 'x',
          message: { vi: 'Không có xã này.', en: 'No such commune.' },
          place: { path: 'place.communeIds[1]' },
        },
        { code: 'x', message: { vi: 'Chỗ khác.', en: 'Elsewhere.' }, place: {} },
      ],
    },
  );

  test('stand at their field in the language in use', () => {
    const faults = faultsOfError(error, wordsIn('vi'));
    expect(faultOf(faults, 'lastOn')).toBe('Ngày ở tương lai.');
    expect(faultOf(faults, 'place.communeIds')).toBe('Không có xã này.');
    expect(faultOf(faults, 'last')).toBeUndefined();
    expect(faultsElsewhere(faults, ['lastOn', 'place'])).toEqual([{ path: '', text: 'Chỗ khác.' }]);
    expect(faultOf(faultsOfError(error, wordsIn('en')), 'lastOn')).toBe('In the future.');
  });
  test('a refusal without faults says its own sentence', () => {
    const refused = new ApiError('permission.denied', 403, { vi: 'Không được phép.', en: 'Denied.' });
    expect(faultsOfError(refused, wordsIn('vi'))).toEqual([{ path: '', text: 'Không được phép.' }]);
  });
});

test('communes are found without accents, by former names too, and never twice', () => {
  const ids = (text: string, chosen: string[] = []) =>
    findCommunes(register.communes, text, chosen).map((commune) => commune.nameVi);
  expect(ids('qùy chau')).toEqual(['Xã Quỳ Châu']);
  expect(ids('xa muong')).toEqual(['Xã Mường Xén']);
  expect(ids('ta ca')).toEqual(['Xã Mường Xén']);
  expect(ids('vinh')).toEqual(['Phường Thành Vinh']);
  expect(ids('muong xen', ['16813'])).toEqual([]);
  expect(ids('  ')).toEqual([]);
});
