'use strict';

/**
 * `label: value` in lines, table cells, definition lists and template arguments; templates whose argument is a
 * value. bot/detect/recognizers/labelled.py.
 */

const cues = require( '../cues.js' );
const image = require( './image.js' );
const lexicons = require( '../lexicon.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );
const values = require( './values.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const Mark = regions.Mark;
const MOST = views.MOST;
const Pattern = text.Pattern;
const fold = cues.fold;

const SEPARATOR = new Pattern( '[ ]?(?:\\([^()\\n]{1,30}\\)[ ]?)?(?::|=|–|—|→|-(?= )|;|⇒|➡|»)[ ]{0,2}' );
const TAIL = /[\s:：?.*]+$/;
const NOT_LABEL = new RegExp( '^[\\p{Nd}\\s_\\-.:*?()]+$', 'u' );
const LATER = new Pattern( ' ?([^\\s,.:;!?()\\[\\]0-9]{1,14}(?: [^\\s,.:;!?()\\[\\]0-9]{1,6})?)(?=[ :=–—-])' );
const CLAUSE = /[,.;:!?()]/;
const JOINED = [ "'s", '는', '은', '가', '이' ]; // copulas written onto the label
const DATE_TEMPLATE = new RegExp(
	'^\\{\\{[^{}|]*(?:birth|dob|born|naissance|geburt|nacimiento|nascimento|nascita|geboren|född|fødsel|syntymä|' +
	'urodz|naroz|születés|naștere|рожд|народж|рођ|rođ|γέννησ|doğum|ميلاد|تولد|لادة|לידה|जन्म|জন্ম|பிறந்த|పుట్టిన|lahir|' +
	'sinh|เกิด|생년|생일|出生|生年)[^{}|]*\\|([^{}]{3,60})\\}\\}', 'i'
);
const DATE_ARGUMENTS = new RegExp(
	'\\s*(?:df=[\\p{L}\\p{N}_]+\\||mf=[\\p{L}\\p{N}_]+\\|)*\\s*([0-9]{1,4}\\|[0-9]{1,2}\\|[0-9]{1,4})(?![0-9])', 'u'
);
const PICTURE = /\.(?:jpe?g|png|gif|tiff?|webp)$/i;
const FAR = 24; // a value that begins farther inside its cell is part of a sentence
const SHAPED = [
	'phone', 'email', 'ip_address', 'credential', 'national_id', 'payment', 'social_handle', 'messaging_handle'
];
const FREE = [ 'real_name', 'location', 'employer', 'school' ];

/** @type {Map<any, import('../text.js').Pattern>} */
const copulas = new Map();

/**
 * @param {any} shared
 * @return {import('../text.js').Pattern} The languages' words for `is`
 */
function copulasOf( shared ) {
	let pattern = copulas.get( shared );
	if ( pattern === undefined ) {
		const isJoined = ( /** @type {string} */ word ) => cues.unspaced( word[ 0 ] ) || JOINED.indexOf( word ) >= 0;
		const spaced = shared.copulas.filter( ( /** @type {string} */ word ) => !isJoined( word ) );
		const joined = shared.copulas.filter( isJoined );
		pattern = new Pattern(
			'(?: (?:' + spaced.map( text.escape ).join( '|' ) + ') ?:? |(?:' + joined.map( text.escape ).join( '|' ) +
			')[ ,、:]{0,2})'
		);
		copulas.set( shared, pattern );
	}
	return pattern;
}

/**
 * @param {View} view
 * @return {Candidate[]} Every value that stands beside a label
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const block of view.layout.blocks.slice( 0, MOST * 20 ) ) {
		if ( block.label ) {
			inBlock( view, block, out );
		}
	}
	for ( const hit of view.hits[ lexicons.Sign.LABEL ].slice( 0, MOST * 4 ) ) {
		const found = inLine( view, hit.start, hit.end, hit.what );
		if ( found !== null ) {
			out.push( found );
		}
	}
	birthTemplates( view, out );
	return out;
}

/**
 * @param {View} view
 * @param {string} label
 * @return {string[]} The finding types that a label names, by the languages' labels and parameter names
 */
function typesOf( view, label ) {
	const lexicon = view.lexicon;
	const plainLabel = text.strip( fold( label ).replace( /_/g, ' ' ).replace( TAIL, '' ), " '\"" );
	const name = text.lstrip( plainLabel, '*•-–—·►▪■●→» ' );
	if ( NOT_LABEL.test( name ) ) {
		return [];
	}
	const plain = name.replace( / ?[0-9]+$/, '' );
	const found = lexicon.labels.get( name ) || lexicon.params.get( name ) || lexicon.labels.get( plain );
	if ( found ) {
		return found;
	}
	if ( lexicon.shared.messaging.has( name ) ) {
		return [ 'messaging_handle' ];
	}
	if ( lexicon.shared.social.has( name ) ) {
		return [ 'social_handle' ];
	}
	const words = text.words( name );
	if ( words.length > 1 && words.length <= 4 &&
		( lexicon.own.has( words[ 0 ] ) || lexicon.own.has( words[ words.length - 1 ] ) ) ) {
		return typesOf( view, words.filter( ( word ) => !lexicon.own.has( word ) ).join( ' ' ) ); // my age, usia saya
	}
	if ( words.length > 1 && words.length <= 3 ) {
		for ( const word of [ words[ words.length - 1 ], words[ 0 ] ] ) {
			const kinds = ( lexicon.labels.get( word ) || [] ).filter( ( kind ) => SHAPED.indexOf( kind ) >= 0 );
			if ( kinds.length ) {
				return kinds;
			}
		}
	}
	return lexicon.params.get( plain ) || lexicon.params.get( plain.replace( / /g, '' ) ) || [];
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {Candidate[]} out
 */
function inBlock( view, block, out ) {
	const frame = block.frame;
	let own = ( block.marks & Mark.OWNER_BOX ) !== 0;
	/** @type {string[]} */
	let kinds = [];
	if ( block.kind === 'argument' && frame !== null ) {
		kinds = block.label === '1' ? valueTemplate( view, frame.name ) : [];
		if ( kinds.length ) {
			own = true;
		} else {
			kinds = typesOf( view, block.label );
			if ( own && !kinds.length ) {
				kinds = view.lexicon.params.get( fold( block.label ) ) || [];
			}
		}
	} else {
		kinds = typesOf( view, block.label );
	}
	const userbox = ( block.marks & Mark.USERBOX ) !== 0;
	for ( const kind of kinds ) {
		if ( kind === 'self_image' ) {
			const found = own || userbox ? picture( view, block ) : null;
			if ( found !== null ) {
				out.push( found );
			}
			continue;
		}
		const span = values.take( view, kind, block.start, block.end );
		if ( span === null || ( FREE.indexOf( kind ) >= 0 && span[ 0 ] - block.start > FAR ) ) {
			continue;
		}
		const worth = own ? 0.9 : userbox || block.kind !== 'argument' ? 0.7 : 0.45;
		const candidate = new Candidate(
			/** @type {FindingType} */ ( kind ), span, worth, 'label.' + kind, own ? 'box' : 'label',
			own ? "in the owner's box" : 'beside its label'
		);
		candidate.block = block;
		out.push( candidate );
		break;
	}
}

/**
 * @param {View} view
 * @param {string} name
 * @return {string[]} What `{{User city|…}}` holds: listed names, or the word for users and a label
 */
function valueTemplate( view, name ) {
	const known = view.lexicon.valueTemplates.get( name );
	if ( known ) {
		return known;
	}
	const parts = text.partition( name, ' ' );
	return view.lexicon.userNames.has( parts[ 0 ] ) && parts[ 2 ] ? typesOf( view, parts[ 2 ] ) : [];
}

/**
 * @param {View} view
 * @param {Block} block
 * @return {Candidate|null}
 */
function picture( view, block ) {
	const shown = view.text.slice( block.start, block.end );
	let name = shown.trim();
	if ( !PICTURE.test( name ) || name.indexOf( '\n' ) >= 0 || image.isNoPortrait( view, fold( name ) ) ) {
		return null;
	}
	let start = block.start + shown.search( /\S/ );
	const colon = name.indexOf( ':' );
	if ( colon >= 0 ) {
		start += colon + 1;
		name = name.slice( colon + 1 );
		start += name.length - name.replace( /^\s+/, '' ).length;
		name = name.trim();
	}
	const candidate = new Candidate(
		'self_image', [ start, start + name.length ], 0.9, 'label.self_image', 'box', "picture in the owner's box"
	);
	candidate.block = block;
	return candidate;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @param {string} kind
 * @return {Candidate|null} `Label: value` inside a line; the label begins a line or a clause, or is called the
 *  speaker's own
 */
function inLine( view, start, end, kind ) {
	if ( kind === 'self_image' ) {
		return null;
	}
	const line = view.line( start );
	const separator = SEPARATOR.match( view.folded, end );
	const stop = separator === null ? afterOwn( view, kind, line[ 0 ], start, end ) : separator.end;
	if ( stop < 0 || stop >= line[ 1 ] ) {
		return null;
	}
	const before = view.text.slice( line[ 0 ], start ).replace( /\s+$/, '' );
	const inside = before && ( text.isWordly( before, before.length - 1 ) || /["']$/.test( before ) );
	if ( inside && separator !== null && !isOwnBefore( view, line[ 0 ], start ) ) {
		return null;
	}
	const span = values.take( view, kind, stop, line[ 1 ] );
	if ( span === null || ( FREE.indexOf( kind ) >= 0 && span[ 0 ] - stop > FAR ) ) {
		return null;
	}
	const candidate = new Candidate(
		/** @type {FindingType} */ ( kind ), span, 0.7, 'label.' + kind, 'label', 'beside its label'
	);
	candidate.cueStart = start;
	return candidate;
}

/**
 * @param {View} view
 * @param {number} floor
 * @param {number} start
 * @return {boolean} Whether `my` (and at most one word more: `my new`) stands before a label
 */
function isOwnBefore( view, floor, start ) {
	return view.within( lexicons.Sign.SELF, Math.max( floor, start - 24 ), start ).some( ( hit ) => {
		const between = view.folded.slice( hit.end, start );
		return text.words( between ).length <= 1 && !CLAUSE.test( between );
	} );
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} floor
 * @param {number} start
 * @param {number} end
 * @return {number} Where the value begins after `my phone is`, `Telefonul meu:`; -1 where the label is not the
 *  speaker's own
 */
function afterOwn( view, kind, floor, start, end ) {
	const folded = view.folded;
	const isWord = copulasOf( view.lexicon.shared );
	const free = FREE.indexOf( kind ) >= 0;
	const copula = isWord.match( folded, end );
	if ( copula && !free && isOwnBefore( view, floor, start ) ) {
		return copula.end;
	}
	const later = LATER.match( folded, end );
	if ( later === null ||
		!view.within( lexicons.Sign.SELF, end, later.end ).some( ( hit ) => hit.end <= later.end ) ) {
		return -1;
	}
	const separator = SEPARATOR.match( folded, later.end );
	if ( separator ) {
		return separator.end;
	}
	const second = isWord.match( folded, later.end );
	return second && !free ? second.end : -1;
}

/**
 * `{{birth date|1984|11|3}}` inside the owner's box: the arguments are the span.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function birthTemplates( view, out ) {
	for ( const frame of view.layout.templates ) {
		if ( !frame.blocks.length || !( frame.marks & Mark.OWNER_BOX ) ||
			!DATE_TEMPLATE.test( '{{' + frame.name + '|0000}}' ) ) {
			continue;
		}
		const whole = view.page.wikitext.slice( frame.start, frame.end );
		const found = DATE_TEMPLATE.exec( whole );
		const dates = found && DATE_ARGUMENTS.exec( found[ 1 ] );
		if ( !found || !dates ) {
			continue;
		}
		const begin = frame.start + found[ 0 ].length - 2 - found[ 1 ].length +
			dates.index + dates[ 0 ].length - dates[ 1 ].length;
		const candidate = new Candidate(
			'birth_date', [ -1, -1 ], 0.9, 'label.birth_template', 'box', "date of birth in the owner's box"
		);
		candidate.span = [ begin, begin + dates[ 1 ].length ];
		candidate.block = frame.blocks[ 0 ];
		out.push( candidate );
	}
}

module.exports = { recognize: recognize };
