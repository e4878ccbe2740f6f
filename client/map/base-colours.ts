import type { Theme } from '../state/preferences.svelte.ts';

/** Quiet ground for the data: nothing here may compete with the colours of meaning. */
export interface BaseColours {
  sea: string;
  land: string;
  province: string;
  coast: string;
  border: string;
  countryBorder: string;
  provinceEdge: string;
  river: string;
  commune: string;
  district: string;
  road: string;
  label: string;
  labelSoft: string;
  labelWater: string;
  halo: string;
  casing: string;
  shield: string;
  shieldLine: string;
  select: string;
}

export const BASE_COLOURS: Readonly<Record<Theme, BaseColours>> = {
  light: {
    sea: '#d7e3ea',
    land: '#e7e9ea',
    province: '#fbfbf9',
    coast: '#94aab8',
    border: '#7a6a86',
    countryBorder: '#b3a9bb',
    provinceEdge: '#9aa2ab',
    river: '#a9c8da',
    commune: '#d3d6d9',
    district: '#a6adb5',
    road: '#b3b0a6',
    label: '#25303b',
    labelSoft: '#5a6672',
    labelWater: '#5b8199',
    halo: '#fdfdfc',
    casing: '#39434d',
    shield: '#ffffff',
    shieldLine: '#5a6672',
    select: '#1d5fb4',
  },
  dark: {
    sea: '#0f1820',
    land: '#161b20',
    province: '#1d242b',
    coast: '#3b5263',
    border: '#a08fb0',
    countryBorder: '#4a4553',
    provinceEdge: '#55606b',
    river: '#27485c',
    commune: '#2c343c',
    district: '#4a5560',
    road: '#4b4f50',
    label: '#dfe5ea',
    labelSoft: '#9da9b5',
    labelWater: '#6d9ab5',
    halo: '#141a20',
    casing: '#07090c',
    shield: '#1d242b',
    shieldLine: '#8d99a6',
    select: '#8fc0f7',
  },
};
