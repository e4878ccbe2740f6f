/** Whether a drag carries files, not a text or a link of the page. */
export function carriesFiles(event: Pick<DragEvent, 'dataTransfer'>): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** The files of a drop. A folder comes as an empty file without a type; it is left out. */
export function filesOf({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): File[] {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  return items.filter((item) => !item.webkitGetAsEntry()?.isDirectory).flatMap((item) => item.getAsFile() ?? []);
}
