'use strict';

/**
 * `label: value` in lines, table cells, definition lists and template arguments; templates whose argument is a
 * value. bot/detect/recognizers/labelled.py.
 */

const cues = require( '../cues.js' );
const image = require( './image.js' );
const labels = require( './labels.js' );
const life = require( './life.js' );
const signs = require( '../signs.js' );
const patterns = require( '../patterns.js' );
const regions = require( '../regions.js' );
const speakers = require( './speakers.js' );
const text = require( '../text.js' );
const values = require( './values.js' );
const views = require( '../view.js' );
const whole = require( './whole.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const Mark = regions.Mark;
const MOST = views.MOST;
const fold = cues.fold;

const SPACES = new patterns.Pattern( '[ ]{1,3}(?=[^ ])' );
const OPENING = 8; // signs before a label that begins its line
const QUOTES = '"«»„“”‚‘';
const LEAD_IN = new patterns.Pattern( ' ?(?:[?？؟]|\\.(?= [\\p{L}\\p{Nl}\\p{No}]| [0-9])) ?[–—-]? ?', 'u' );
const BEFORE = 64; // characters before a label that are looked at: a line may be as long as the page
const PICTURE = /\.(?:jpe?g|png|gif|tiff?|webp)$/i;
const NAMESPACE = /(?:^|[\s(])[:：]$/; // a link to a page of one: [[:Luokka:Oulu]]
const ASKS = /[?？؟;]\s*$/;
const FAR = 24; // a value that begins farther inside its cell is part of a sentence

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
	for ( const hit of view.hits[ signs.Sign.LABEL ].slice( 0, MOST * 4 ) ) {
		const found = inLine( view, hit.start, hit.end, hit.what );
		if ( found !== null ) {
			out.push( found );
		}
	}
	return out;
}

/**
 * @param {Block} block
 * @param {string} written
 * @return {string} A label, folded; of `{{User:Someone/Occupation|…}}` its name's last word
 */
function said( block, written ) {
	const label = fold( written );
	return label !== '1' || block.frame === null ? label : String( block.frame.name.split( /[/ ]/ ).pop() );
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
		kinds = block.label === '1' ? labels.valueTemplate( view, frame.name ) : [];
		const plain = kinds.length || block.label !== '1' || frame.sortOf ? null : labels.plainTemplate( view, frame.name );
		if ( kinds.length ) {
			own = true;
		} else if ( plain !== null ) {
			inPlainTemplate( view, block, plain, out );
			return;
		} else {
			kinds = labels.typesOf( view, block.label );
			if ( own && !kinds.length ) { // | brewery = Tidewater Brewery
				const label = fold( block.label );
				kinds = view.lexicon.nouns.school.indexOf( label ) >= 0 ? [ 'school' ] :
					view.lexicon.nouns.org.indexOf( label ) >= 0 ? [ 'employer' ] : [];
			}
		}
	} else {
		kinds = labels.typesOf( view, block.label );
	}
	valuesBeside( view, block, block.label, kinds, own, out );
}

/**
 * What a block holds of the types that its label names.
 *
 * @param {View} view
 * @param {Block} block
 * @param {string} label
 * @param {string[]} kinds
 * @param {boolean} own In the owner's box
 * @param {Candidate[]} out
 */
function valuesBeside( view, block, label, kinds, own, out ) {
	if ( !kinds.length ) {
		return;
	}
	const limit = block.end;
	let at = labels.behindTag( view, label, block.start, limit );
	if ( kinds.indexOf( 'location' ) >= 0 ) {
		at = labels.behindIn( view, at, limit );
	}
	const all = whole.value( view, fold( label ), at, limit, kinds );
	if ( all !== null ) {
		out.push( beside( block, all.kind, all.span, own ) );
		return;
	}
	for ( const kind of kinds ) {
		if ( kind === 'self_image' ) {
			const found = own || block.marks & Mark.USERBOX ? picture( view, block ) : null;
			if ( found !== null ) {
				out.push( found );
			}
			continue;
		}
		let span = kind === 'employer' ? values.employer( view, said( block, label ), at, limit ) :
			values.take( view, kind, at, limit );
		if ( kind === 'school' ) {
			gradeBeside( view, block, out );
			const comma = view.folded.slice( at, limit ).indexOf( ',' );
			if ( span === null && comma >= 0 ) {
				const after = at + comma + 1; // 7th grade, Tidewater School
				const rest = whole.value( view, '', after, limit, [ 'school' ] );
				span = rest ? rest.span : values.take( view, kind, after, limit );
				if ( span !== null ) {
					out.push( beside( block, kind, span, own ) );
					return;
				}
			}
		}
		const free = kind !== 'employer' && speakers.FREE.indexOf( kind ) >= 0;
		if ( span !== null && !( free && span[ 0 ] - at > FAR ) &&
			!( ASKS.test( label ) && speakers.isEvasive( view, kind, at, span ) ) ) {
			out.push( beside( block, kind, span, own ) );
			return;
		}
	}
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {string} kind
 * @param {Candidate[]} out
 */
function inPlainTemplate( view, block, kind, out ) {
	const span = values.take( view, kind, block.start, block.end );
	if ( span !== null ) {
		const candidate = new Candidate(
			/** @type {FindingType} */ ( kind ), span, 0.7, 'label.' + kind, 'label', 'in a template for it'
		);
		candidate.block = block;
		out.push( candidate );
	}
}

/**
 * @param {Block} block
 * @param {string} kind
 * @param {Span} span
 * @param {boolean} own In the owner's box
 * @return {Candidate}
 */
function beside( block, kind, span, own ) {
	const userbox = ( block.marks & Mark.USERBOX ) !== 0;
	const worth = own ? 0.9 : userbox || block.kind !== 'argument' ? 0.7 : 0.45;
	const candidate = new Candidate(
		/** @type {FindingType} */ ( kind ), span, worth, 'label.' + kind, own ? 'box' : 'label',
		own ? "in the owner's box" : 'beside its label'
	);
	candidate.block = block;
	return candidate;
}

/**
 * A grade where a school's label leads to expect the school: `Studying | in 7th grade`.
 *
 * @param {View} view
 * @param {Block} block
 * @param {Candidate[]} out
 */
function gradeBeside( view, block, out ) {
	const span = life.graded( view, block.start, block.end );
	if ( span !== null && text.any( view.folded, text.isDigit, span[ 0 ], span[ 1 ] ) ) {
		out.push( beside( block, 'age_minor', span, ( block.marks & Mark.OWNER_BOX ) !== 0 ) );
	}
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
 * @param {number} end
 * @return {import('../patterns.js').Match|null} The space behind a label in bold letters, in languages whose labels
 *  no capital begins: `'''생일''' 3월 4일`
 */
function behindBold( view, end ) {
	if ( !view.lexicon.traits.has( 'east_asian' ) ) {
		return null;
	}
	const at = view.layout.span( end - 1, end )[ 1 ];
	const page = view.page.wikitext;
	return page.startsWith( "'''", at ) || page.slice( Math.max( 0, at - 3 ), at ) === "'''" ?
		SPACES.match( view.folded, end ) : null;
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
	let separator = speakers.SEPARATOR.match( view.folded, end );
	let leadIn = false;
	if ( separator === null && start - line[ 0 ] <= OPENING &&
		!text.any( view.text, text.isAlnum, line[ 0 ], start ) ) {
		// '''Where?''' Hull | '''Birthday.''' 1 May
		separator = LEAD_IN.match( view.folded, end ) || behindBold( view, end );
		leadIn = separator !== null;
	}
	const stop = separator === null ? speakers.afterWords( view, kind, line[ 0 ], start, end ) : separator.end;
	if ( stop < 0 || stop >= line[ 1 ] ) {
		return null;
	}
	const before = view.text.slice( Math.max( line[ 0 ], start - BEFORE ), start ).replace( /\s+$/, '' );
	const inside = before && ( text.isWordly( before, before.length - 1 ) || /["']$/.test( before ) );
	if ( inside && separator !== null && !speakers.isOwnBefore( view, line[ 0 ], start ) ) {
		return null;
	}
	if ( ( speakers.FREE.indexOf( kind ) >= 0 && speakers.isWikis( view, line[ 0 ], start ) ) ||
		NAMESPACE.test( view.text.slice( Math.max( line[ 0 ], start - BEFORE ), start ) ) ) {
		return null;
	}
	if ( leadIn && QUOTES.indexOf( view.text.charAt( stop ) ) >= 0 && stop < line[ 1 ] ) {
		return null; // an interview: `Who are you? – "Jane Holt, with two …"`
	}
	const all = !inside && separator !== null ?
		whole.value( view, view.folded.slice( start, end ), stop, line[ 1 ], [ kind ] ) : null;
	if ( all !== null ) {
		const found = new Candidate(
			/** @type {FindingType} */ ( all.kind ), all.span, 0.7, 'label.' + all.kind, 'label',
			'all that stands beside its label'
		);
		found.cueStart = start;
		return found;
	}
	const loosely = ( separator === null || leadIn ) && kind === 'real_name';
	/** @type {Span|null} */
	let span;
	if ( kind === 'employer' ) {
		span = values.employer( view, view.folded.slice( start, end ), stop, line[ 1 ] );
	} else {
		span = loosely ? view.slots().forward( 'fullname', stop, line[ 1 ] ) : values.take( view, kind, stop, line[ 1 ] );
	}
	const school = kind === 'school' && span !== null && view.slots().saysSchool( span[ 0 ], span[ 1 ], true );
	const free = kind !== 'employer' && !school && speakers.FREE.indexOf( kind ) >= 0;
	if ( span === null || ( free && span[ 0 ] - stop > ( loosely ? 2 : FAR ) ) ||
		( leadIn && speakers.isEvasive( view, kind, stop, span ) ) ) {
		return null;
	}
	const candidate = new Candidate(
		/** @type {FindingType} */ ( kind ), span, 0.7, 'label.' + kind, 'label', 'beside its label'
	);
	candidate.cueStart = start;
	return candidate;
}

module.exports = { recognize: recognize, valuesBeside: valuesBeside };
