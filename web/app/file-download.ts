/** Hands a blob to the person as a file. */
export const downloadFile = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken its copy by the next task
  setTimeout(() => URL.revokeObjectURL(url), 0);
};
