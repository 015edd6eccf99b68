/** Said where the other sheets of a workbook are asked for: somebody is at one of them, or their bytes are gone. */
export const NO_SHEET_WAITS =
  'Les autres feuilles de ce fichier ne peuvent pas être prises : l’une d’elles attend qu’on la décide, ou le fichier a été effacé.';
