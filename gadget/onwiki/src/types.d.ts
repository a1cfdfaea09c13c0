/** The shapes that modules pass to each other; nothing of this is in the shipped files. */

/** What kind of personal information a span is (`real_name`, `phone`, …): bot/model.py, FindingType. */
type FindingType =
	'real_name' | 'self_image' | 'email' | 'phone' | 'address' | 'location' | 'birth_date' | 'age_minor' |
	'employer' | 'school' | 'social_handle' | 'messaging_handle' | 'national_id' | 'payment' | 'ip_address' |
	'credential';

type TierName = 'notice' | 'caution' | 'urgent';

/** A span of wikitext, in UTF-16 units as the editor counts, end exclusive. It carries no text (P1). */
interface Finding {
	type: FindingType;
	start: number;
	end: number;
	tier: TierName;
	/** Between 0 and 1. */
	score: number;
	/** The rule of config/rules that fired. */
	rule: string;
}

/** One page as the detector sees it. lang is the wiki's content language. */
interface DraftPage {
	title: string;
	username: string;
	lang: string;
	wikitext: string;
}

/** What the detector says of one page: bot/model.py, Analysis. */
interface Analysis {
	findings: Finding[];
	usernameIsRealName: boolean;
	/** The page's as a whole; null where nothing was found. */
	tier: TierName | null;
	/** Several weak clues together identify. */
	mosaic: boolean;
	/** The page says that its owner is under 18. */
	minor: boolean;
	/** Why the contents were not looked at (`script`, `draft`), or null. */
	skipped: string | null;
}

interface Detector {
	/** The language whose rules are in use beside English. */
	lang: string;
	/** What of the community's own settings cannot be used, and why. */
	problems: string[];
	/** Whether the wikitext holds anything worth a check at all: quick, never misses what `check` finds. */
	gate( page: DraftPage ): boolean;
	/** The whole check at once. Never throws for any text. */
	check( page: DraftPage ): Analysis;
	/**
	 * The same in slices of a few milliseconds, so that a page stays alive under any text.
	 * Resolves to null where `cancelled` said so.
	 */
	checkInSlices( page: DraftPage, cancelled?: () => boolean ): Promise<Analysis | null>;
	/**
	 * Whether an account name is a real name. Reads the lists of names of its script (Latin: 220 KB gzipped), so ask
	 * where it is worth that; `check` says `usernameIsRealName` from then on, and false before.
	 */
	judgeName( username: string ): Promise<boolean>;
}

/** Reads one file of rules by its name (`shared`, `en`, `de`); null where this wiki has none. */
type RuleReader = ( name: string ) => Promise<any> | any;

/** Where the reader is: src/where.js. */
interface Place {
	/** `page` is Wikilatch's own special page. */
	kind: 'view' | 'edit' | 'page';
	/** Page name with namespace, with spaces. */
	title: string;
	/** The reader's name, who owns the page. */
	user: string;
	/** 0 where the page does not exist yet. */
	pageId: number;
	/** The page's latest revision; 0 where there is none. */
	revision: number;
	/** The page's content language. */
	lang: string;
}

/** Something found, with its text: lives in memory only (P1). */
interface Item {
	type: FindingType;
	value: string;
	start: number;
	end: number;
	tier: TierName;
}

/** One text as the detector sees it: src/ui/review.js. */
interface Review {
	text: string;
	items: Item[];
	username: boolean;
	mosaic: boolean;
	minor: boolean;
}

/** Looks at texts of one page: src/ui/review.js. */
interface Reviewer {
	/** At once. */
	now( text: string ): Review;
	/** In slices, so that the page stays alive under any text. */
	soon( text: string ): Promise<Review>;
}

interface ChangedLine {
	/** Pieces of the line, and whether each is taken out. */
	before: Array<{ text: string, out: boolean }>;
	/** Empty where the line goes. */
	after: string;
}

interface Proposal {
	text: string;
	lines: ChangedLine[];
}

/** Where a page's text is written: src/ui/editor.js, src/ui/surface.js. */
interface Editor {
	read(): string;
	/** Whether a notification lies over its save button: it goes sooner there. */
	isCovered: boolean;
	/** Go on writing where the dialog interrupted. */
	resume(): void;
	/** Take out what was found, so that the editor's own undo brings it back. */
	takeOut( items: Item[], proposal: Proposal ): void;
}

/** What stands between the save button and the save: src/gate.js. */
interface Hold {
	/** Whether there is something to ask; looks at the text as it is now. */
	isNeeded(): boolean;
	/** Asks; true where the save shall go on. */
	ask(): Promise<boolean>;
	/** Over when the words and the looks are there, too. */
	ready: Promise<void>;
}

/** What the reader chose, in their preferences on the wiki: src/ui/preferences.js. */
interface Choices {
	/** Code of the language chosen for the gadget. */
	language?: string;
	/** false where nothing shall be asked before publishing. */
	hold?: boolean;
	/** `YYYY-MM-DD`: no banner before. */
	quietUntil?: string;
	/** Told that the user name looks like a real name. */
	usernameKnown?: boolean;
	/** Base64; made when the first thing is kept. */
	salt?: string;
	/** Salted fingerprint, and the day. */
	keep?: Array<[ string, string ]>;
}

/** Value and text of something to choose. */
type Option = [ string, string ];

type Child = Node | string | null | undefined | false;

/** Data files, made by scripts/onwiki for the wiki they go to. */
declare module '*.json' {
	const value: any;
	export = value;
}

type Severity = 'error' | 'warning' | 'notice';

/** What a check found while typing; the message is `check-<id>`, filled with the parameters. */
interface Defect {
	check: string;
	parameters: string[];
}

/** How a language looks: bot/translation/checks/data.py, Profile. */
interface LanguageProfile {
	spaced: boolean;
	/** Its commonest words. */
	words: Record<string, true>;
	/** Natural log probabilities of letter triples. */
	trigrams: Record<string, number>;
}

/** A term of the glossary, as one language needs it. */
interface GlossaryTerm {
	id: string;
	/** All ways of writing it in the source language, the usual one first. */
	forms: string[];
	definition: string;
	note: string;
	doNotTranslate: boolean;
	rendering: string;
	accepted: string[];
	forbidden: string[];
	/** Whether a person who speaks the language approved the rendering. */
	approved: boolean;
}

/** What is known of one language: made by bot/translation/browser_data.py. */
interface LanguageData {
	code: string;
	dir: string;
	scripts: string[];
	noPlural: boolean;
	profile: LanguageProfile | null;
	terms: GlossaryTerm[];
}

/** What all languages share. */
interface ChecksData {
	scripts: Array<[ number, number, string ]>;
	sentenceEnds: string;
	names: string[];
	numberWords: Record<string, number>;
	/** Words that multiply, by their first letter, the longest first. */
	scales: Record<string, Array<[ string, number ]>>;
}

/** Tells the script of a letter, and counts letters by script. */
interface ScriptTable {
	of( char: string ): string | null;
	count( text: string ): Record<string, number>;
}

/** One unit with what the checks ask of it. */
interface PairView {
	source: string;
	translation: string;
	language: LanguageData;
	sourceLanguage: LanguageData;
	variables: string[] | null;
}
