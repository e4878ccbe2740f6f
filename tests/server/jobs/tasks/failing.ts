export function run(): never {
  throw new RangeError('out of range');
}
