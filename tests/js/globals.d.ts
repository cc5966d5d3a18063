// What stands outside the scripts of theme/assets/javascripts, for `tsc`: names that they give the window, what the
// index of the search holds, and what browsers know but the types of the language do not.

interface Window {
  /** Shows how a place is cited; set by site.js if the browser has dialogs. */
  cite?: (id: string, place: string) => void;
  /** The same, set by cite.js when it has come. */
  openCitation?: (id: string, place: string) => void;
}

interface Navigator {
  /** Not in all browsers. */
  connection?: { saveData?: boolean; effectiveType?: string };
}

/** The parts of the index of the search, as far as they have come. */
declare var policySearch: Record<string, [number, number, string]> | undefined;
