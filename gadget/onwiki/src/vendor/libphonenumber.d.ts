/** What the detector uses of libphonenumber-js; `npm run build` puts the published file beside the modules. */
export function parsePhoneNumberFromString(
	text: string, options: { defaultCountry?: string, extract: boolean }
): { isValid(): boolean, isPossible(): boolean } | undefined;
