import { buildBase } from './build-base.ts';
import { buildRegister } from './build-register.ts';

buildRegister();
buildBase();
