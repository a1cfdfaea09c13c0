'use strict';

/**
 * Pictures that show the owner: the caption says so, the owner's box shows it, or the file is named after them.
 * bot/detect/recognizers/image.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../regions.js').FileUse} FileUse
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Mark = regions.Mark;
const PICTURE = /\.(?:jpe?g|png|gif|tiff?|webp)$/;
const NOBODYS = Mark.USERBOX | Mark.PERSON | Mark.QUOTE | Mark.REF | Mark.CITE | Mark.DRAFT | Mark.CODE;
const PRONOUN = 4; // letters of a word for oneself that a sentence about something else may hold
const ICON = new patterns.Pattern( '\\s*([0-9]{1,2})(?:x[0-9]{1,2})?px\\s*$' );
const ICON_SIZE = 64; // pixels; a picture shown so small is a sign
const AROUND = 60; // characters of a sentence before and after the name of a picture that it links to
const LONGEST_LINE = 20000; // characters of a line in which such a name is looked for
const LEAD = 24; // characters before a word for oneself in which a noun or `and` stands
const DENIAL = 2; // characters between a negation and the word for oneself
const QUOTES = /["“”„«»「『]/;
const CAPITAL_WORD = '[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\\p{L}\\p{Nl}\\p{No}]+';
// `self-portrait of Jane Holt`
const NAME_AFTER = new patterns.Pattern(
	' (?:([\\p{L}\\p{Nl}\\p{No}]{1,4}) )?(?:[\\p{L}\\p{Nl}\\p{No}]{2,12}:[\\p{L}\\p{Nl}\\p{No}]|' + CAPITAL_WORD +
	' (?:[\\p{L}\\p{Nl}\\p{No}]{1,4} ){0,2}' + CAPITAL_WORD + ')', 'u'
);

const OLD = new patterns.Pattern( '1(?:[3-8][0-9]|9[0-3])[0-9](?![0-9])', '', '0-9' ); // before writers of today
const PAINTER = new patterns.Pattern( // all that stands before the word
	"[^\\p{L}\\p{N}_]{0,3}(?:[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\\p{L}\\p{N}_.’'-]{0,24} (?:\\p{L}{1,4} ){0,2}){1,3}" +
	"[A-ZÀ-ÖØ-ÞΆ-ΫА-ЯЁЇІЄ][\\p{L}\\p{N}_’'-]{1,24}(?: \\([^()\\n]{1,40}\\))? ?[:,–—-] ?['«„“\"]{0,3}$", 'u'
);
const ITALICS = new patterns.Pattern( "''(?:''')?(?!')", '', "'" );
const TITLE = 160; // characters on either side of a word for oneself in which the title that holds it begins and ends

/**
 * @param {View} view
 * @param {string[]} names Folded texts known to be the owner's names (account and real)
 * @return {Candidate[]} Pictures of the owner
 */
function recognize( view, names ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const use of view.layout.files.slice( 0, views.MOST ) ) {
		const low = cues.fold( use.name );
		if ( !PICTURE.test( low ) || isNoPortrait( view, low ) ) {
			continue;
		}
		const found = judge( view, use, low, names );
		if ( found !== null ) {
			const candidate = new views.Candidate( 'self_image', [ -1, -1 ], found.worth, 'shared.image', 'file', found.why );
			candidate.span = [ use.start, use.end ];
			candidate.block = use.captions.length ? use.captions[ 0 ] : null;
			out.push( candidate );
		}
	}
	return out.concat( linked( view ) );
}

/**
 * @param {View} view
 * @return {Candidate[]} Pictures that a sentence only links to, and says that it is the owner: `that's me in
 *  [[:File:Harbour.jpg]]`
 */
function linked( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const link of view.layout.links.slice( 0, views.MOST ) ) {
		const target = link.target.slice( 1 );
		if ( link.target[ 0 ] !== ':' || !view.lexicon.isFile( target ) ) {
			continue;
		}
		const parts = text.partition( target, ':' );
		const name = parts[ 2 ].trim();
		const low = cues.fold( name );
		const at = view.layout.indexOf( link.start );
		if ( at < 0 || !PICTURE.test( low ) || isNoPortrait( view, low ) ) {
			continue;
		}
		const block = view.layout.blocks[ at ];
		if ( block.marks & Mark.FOREIGN || !saysSo( view, block, name ) ) {
			continue;
		}
		const candidate = new views.Candidate(
			'self_image', [ -1, -1 ], 0.75, 'shared.image', 'file', 'the sentence that links it says so'
		);
		const start = link.start + 4 + parts[ 0 ].length + parts[ 2 ].indexOf( name );
		candidate.span = [ start, start + name.length ];
		candidate.block = block;
		out.push( candidate );
	}
	return out;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {string} name
 * @return {boolean} Whether the sentence around a picture's name says that it shows the owner, and speaks of nobody
 *  else
 */
function saysSo( view, block, name ) {
	if ( block.end - block.start > LONGEST_LINE ) {
		return false;
	}
	const found = view.text.slice( block.start, block.end ).indexOf( name );
	if ( found < 0 ) {
		return false;
	}
	const at = block.start + found;
	const inside = at + name.length;
	const sentence = view.sentence( at );
	const start = Math.max( sentence[ 0 ], at - AROUND );
	const stop = Math.min( Math.max( sentence[ 1 ], inside ), inside + AROUND );
	const Sign = signs.Sign;
	return !view.has( Sign.AGAINST, start, stop ) && !view.has( Sign.OTHERS, start, stop ) &&
		view.within( Sign.CAPTION, start, stop ).some( ( hit ) => hit.end <= stop &&
			!( at <= hit.start && hit.start < inside ) && !isAuthored( view, block, hit.start ) &&
			!isMy( view, hit, view.folded.slice( start, hit.start ) ) );
}

/**
 * @param {View} view
 * @param {string} low A file's name, folded
 * @return {boolean} Whether it tells that no person is shown
 */
function isNoPortrait( view, low ) {
	return view.lexicon.shared.notPortraits.some( ( /** @type {string} */ word ) => ( ' ' + low ).indexOf( word ) >= 0 );
}

/**
 * @param {View} view
 * @param {FileUse} use
 * @param {string} low
 * @param {string[]} names
 * @return {{worth: number, why: string}|null}
 */
function judge( view, use, low, names ) {
	if ( use.marks & NOBODYS ) {
		return null;
	}
	for ( const block of use.captions.slice( 0, 4 ) ) {
		const size = ICON.match( view.text, block.start, block.end );
		if ( size && Number( size.groups[ 1 ] ) <= ICON_SIZE ) {
			return null;
		}
	}
	if ( use.marks & Mark.OWNER_BOX ) {
		return { worth: 0.9, why: "in the owner's own box" };
	}
	if ( use.captions.slice( 0, 20 ).some( ( block ) => {
		const hits = view.within( signs.Sign.CAPTION, block.start, block.end )
			.filter( ( hit ) => hit.end <= block.end );
		return hits.length > 0 && hits.every( ( hit ) => isOfAnother( view, block, hit ) );
	} ) ) {
		return null;
	}
	for ( const block of use.captions.slice( 0, 20 ) ) {
		if ( captionSays( view, block ) ) {
			return { worth: 0.75, why: 'the caption says so' };
		}
	}
	const stem = low.replace( /\.[a-z]+$/, '' ).replace( /_/g, ' ' );
	for ( const hit of view.lexicon.words.scan( stem )[ signs.Sign.CAPTION ] ) {
		const own = stem.slice( hit.start, hit.end );
		if ( view.lexicon.wording.isMy( view.lexicon.code, own, stem.slice( 0, hit.start ) ) ) {
			continue;
		}
		if ( hit.end - hit.start >= 4 || stem.trim() === stem.slice( hit.start, hit.end ) || !text.isAscii( stem ) ) {
			return { worth: 0.65, why: "the file's name says so" };
		}
	}
	if ( names.some(
		( name ) => name.length >= 4 && stem.indexOf( name ) >= 0 && stem.length <= name.length + 24
	) ) {
		return { worth: 0.6, why: 'the file is named after them' };
	}
	return null;
}

/**
 * @param {View} view
 * @param {Block} block
 * @return {boolean} Whether a caption says that the owner is shown
 */
function captionSays( view, block ) {
	const shown = view.text.slice( block.start, block.end );
	if ( view.lexicon.wording.pictureOption.test( shown ) ) {
		return false;
	}
	return view.within( signs.Sign.CAPTION, block.start, block.end ).some( ( hit ) => {
		if ( hit.end > block.end || isAuthored( view, block, hit.start ) ) {
			return false;
		}
		const before = text.strip( view.folded.slice( block.start, hit.start ), " :-–.,'\"=" );
		if ( before && before !== 'alt' && !isAlone( view, block, hit ) ) {
			return false;
		}
		const lead = view.folded.slice( Math.max( block.start, hit.start - LEAD ), hit.start );
		if ( before !== 'alt' && isMy( view, hit, lead ) ) {
			return false;
		}
		return !before || before === 'alt' || shown.length <= 48 || hit.end - hit.start >= 8;
	} );
}

/**
 * @param {View} view
 * @param {import('../signs.js').Hit} hit
 * @param {string} lead
 * @return {boolean}
 */
function isMy( view, hit, lead ) {
	return view.lexicon.wording.isMy( view.lexicon.code, view.folded.slice( hit.start, hit.end ), lead );
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {import('../signs.js').Hit} hit
 * @return {boolean} Whether a short word for oneself inside a caption says who is seen: `my dog and me`; not `here I
 *  learnt it`
 */
function isAlone( view, block, hit ) {
	const low = view.folded.slice( hit.start, hit.end );
	if ( low.length > PRONOUN || low.indexOf( ' ' ) >= 0 || cues.unspaced( low[ 0 ] ) || !text.isCased( low[ 0 ] ) ) {
		return true;
	}
	const behind = view.folded.slice( hit.end, Math.min( block.end, hit.end + 4 ) ).replace( /^ +/, '' );
	const words = text.words( view.folded.slice( Math.max( block.start, hit.start - 12 ), hit.start ) );
	return !( behind && text.isAlnum( behind, 0 ) ) ||
		( words.length > 0 && view.lexicon.wording.conjunctions.has( words[ words.length - 1 ] ) );
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {import('../signs.js').Hit} hit
 * @return {boolean} Whether a caption denies it (`not me`), quotes it (`on the back: "It's me, Jane"`) or names whom
 *  else it shows
 */
function isOfAnother( view, block, hit ) {
	const Sign = signs.Sign;
	if ( view.within( Sign.AGAINST, block.start, block.end ).some(
		( no ) => no.start <= hit.end + DENIAL && no.end >= hit.start - DENIAL
	) ) {
		return true;
	}
	if ( isInTitle( view, block, hit ) || view.within( Sign.OTHERS, block.start, block.end ).some(
		( no ) => no.start <= hit.start && hit.end <= no.end // `he in the cap, not me`
	) ) {
		return true;
	}
	if ( isWork( view, block, hit ) ) {
		return true;
	}
	const before = view.text.slice( block.start, hit.start );
	let quote = before.length - 1;
	while ( quote >= 0 && !QUOTES.test( before[ quote ] ) ) {
		quote--;
	}
	if ( quote > 0 && text.strip( before.slice( 0, quote ), " '" ) ) {
		return QUOTES.test( view.text.slice( hit.end, block.end ) );
	}
	const named = NAME_AFTER.match( view.text, hit.end, block.end );
	if ( named !== null && named.groups[ 1 ] && !view.lexicon.wording.shownOf.has( cues.fold( named.groups[ 1 ] ) ) ) {
		return false; // `selfie in New York`
	}
	return named !== null && !view.has( Sign.SELF, block.start, block.end ) &&
		cues.fold( view.text.slice( hit.end, block.end ) ).indexOf( cues.fold( view.page.username ) ) < 0;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {import('../signs.js').Hit} hit
 * @return {boolean} Whether it is a picture of old, or stands behind its painter: `Self-portrait, 1912`, `Jane Holt:
 *  Self-portrait`
 */
function isWork( view, block, hit ) {
	if ( OLD.search( view.text, block.start, block.end ) !== null ) {
		return true;
	}
	if ( hit.end - hit.start <= PRONOUN || view.has( signs.Sign.SELF, block.start, block.end ) ) {
		return false;
	}
	const painter = PAINTER.match( view.text.slice( block.start, hit.start ) );
	return painter !== null && cues.fold( view.text.slice( block.start, hit.start ) )
		.indexOf( cues.fold( view.page.username ) ) < 0;
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {import('../signs.js').Hit} hit
 * @return {boolean} Whether the word stands in a work's title, which a caption has in italics beside other words:
 *  `''Me'', etching`
 */
function isInTitle( view, block, hit ) {
	const page = view.page.wikitext;
	const span = view.layout.span( hit.start, hit.end );
	const end = view.layout.span( block.start, block.end )[ 1 ];
	const near = page.slice( Math.max( 0, span[ 0 ] - TITLE ), span[ 0 ] );
	const before = near.slice( Math.max( near.lastIndexOf( '|' ), near.lastIndexOf( '\n' ) ) + 1 );
	const after = page.slice( span[ 1 ], Math.min( end + 5, span[ 1 ] + TITLE ) );
	const opened = ITALICS.all( before );
	const closing = ITALICS.search( after );
	if ( opened.length % 2 === 0 || closing === null ) {
		return false;
	}
	const around = before.slice( 0, opened[ opened.length - 1 ].start ) + after.slice( closing.end );
	return text.any( around, text.isAlpha, 0, around.length );
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {number} at
 * @return {boolean} `photo by me` speaks of who took it
 */
function isAuthored( view, block, at ) {
	const before = text.words( view.folded.slice( Math.max( block.start, at - 14 ), at ) );
	const taken = view.lexicon.wording.taken.exec( view.folded.slice( at, at + 30 ) );
	if ( taken && !view.lexicon.wording.takenOneself.some( ( word ) => taken[ 1 ].endsWith( word ) ) ) {
		return true; // 私が撮影した橋
	}
	const by = view.lexicon.wording.by; // of the page's language: `da` is none in Turkish
	const last = before.length ? before[ before.length - 1 ] : '';
	const joined = cues.unspaced( last[ last.length - 1 ] || ' ' ); // nothing stands between words there
	if ( last && [ view.lexicon.code, 'en' ].some( ( code ) => Array.from( by.get( code ) || [] ).some(
		( word ) => joined ? last.endsWith( word ) : last === word
	) ) ) {
		return view.folded.slice( at, at + 30 ).indexOf( 'foto' ) < 0;
	}
	return view.folded.slice( block.start, block.end ).indexOf( ' by me' ) >= 0;
}

module.exports = { isNoPortrait: isNoPortrait, recognize: recognize };
