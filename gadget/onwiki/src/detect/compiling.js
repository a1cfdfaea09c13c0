'use strict';

/**
 * What a phrase is searched by (anchors) and matched with (a pattern): the second half of bot/detect/cues.py.
 */

const phrasing = require( './phrasing.js' );
const text = require( './text.js' );

/**
 * @typedef {import('./phrasing.js').Part} Part
 *
 * @typedef {{pattern: string, slot: string, at: string, anchors: string[], lead: number, start: boolean,
 *  closed: boolean}} Cue
 */

const MOST_ANCHORS = 96; // literals one phrase may expand to; more only widens the automaton
const GAP = '[^\\n.,!?;:、。！？，；：।۔؟،«»“”„]{0,32}?'; // a few words, never past the clause or a quotation
const WORDS_END = ' +)??';
const WORDS_OF_GAP = '(?:' + GAP + WORDS_END;
const VALUE = '[^\\n!?;。！？；।۔؟]{1,64}?';
const NUMBER = '[0-9]{1,2}';
const LETTERS = '[^\\s!-&(-\\/:-@\\[-`{-~。、，！？：；「」『』（）…–—«»“”।۔؟،]{0,24}'; // what * stands for
const BEYOND = /\\[pPAzZQEC]|\(\?[^:]|\[\[:|\(\?P/; // what RE2 or JavaScript alone reads so
/** @type {Record<string, number>} The most characters that these can stand for */
const LENGTHS = { gap: 32, stem: 24, num: 2, slot: 64 };

/**
 * @param {Part|undefined} each
 * @return {boolean} Whether it is words that end with a space
 */
function endsWithSpace( each ) {
	return each !== undefined && each.kind === 'lit' && each.text.slice( -1 ) === ' ';
}

/**
 * @param {Part} each
 * @return {boolean} Whether its alternatives may be empty or end with a space
 */
function isLoose( each ) {
	return each.kind === 'alt' && each.choices.some(
		( choice ) => !choice.length || endsWithSpace( choice[ choice.length - 1 ] )
	);
}

/**
 * @param {Part[]} parts
 * @param {number} i
 * @return {boolean} Whether a space follows part i and a space, or something that may end with one, stands before it
 */
function isSpaced( parts, i ) {
	const after = parts[ i + 1 ];
	const before = parts[ i - 1 ];
	return after !== undefined && after.kind === 'lit' && after.text[ 0 ] === ' ' &&
		before !== undefined && ( before.kind === 'alt' || endsWithSpace( before ) );
}

/**
 * @param {Part[]} choice
 * @return {boolean}
 */
function hasGap( choice ) {
	return choice.some( ( each ) => each.kind === 'gap' );
}

/**
 * @param {Part[][]} choices
 * @return {Part[][]} The same; what has a gap is tried last: `in (… |){place}` takes the nearest place. Words that
 *  begin with others stand before these: at a phrase's end the first that fits is taken
 */
function ordered( choices ) {
	if ( choices.every( ( choice ) => choice.every( ( each ) => each.kind === 'lit' ) ) ) {
		return choices.slice().sort( ( one, other ) => lengthOf( other ) - lengthOf( one ) );
	}
	return choices.filter( ( choice ) => !hasGap( choice ) ).concat( choices.filter( hasGap ) );
}

/**
 * @param {Part[]} parts
 * @param {number} i
 * @return {string} The pattern of one part, its spaces not yet loosened
 */
function patternAt( parts, i ) {
	const each = parts[ i ];
	const isGap = each.kind === 'gap' || ( each.kind === 'alt' && each.choices.every(
		( choice ) => !choice.length || ( choice.length === 1 && choice[ 0 ].kind === 'gap' )
	) );
	if ( isGap && isSpaced( parts, i ) ) {
		return WORDS_OF_GAP; // whole words: a gap may not end inside one
	}
	switch ( each.kind ) {
		case 'lit': return each.text.replace( /([\\^$.|?*+()[\]{}/-])/g, '\\$1' ).replace( / /g, ' +' );
		case 'gap': return GAP;
		case 'stem': return LETTERS;
		case 'num': return NUMBER;
		case 'alt':
			return '(?:' + ordered( each.choices ).map( patternOf ).join( '|' ) + ')';
	}
	throw new Error( 'a {slot} or <value> may not stand inside (…); write two phrases' );
}

/**
 * @param {Part[]} parts
 * @return {string}
 */
function patternOf( parts ) {
	let out = '';
	let loose = false; // the next space may be missing: what stands before it may be empty or end with one
	parts.forEach( ( each, i ) => {
		const pattern = patternAt( parts, i );
		out += loose && each.kind === 'lit' && pattern[ 0 ] === ' ' ? pattern.replace( '+', '*' ) : pattern;
		loose = pattern.slice( -WORDS_END.length ) === WORDS_END || isLoose( each );
	} );
	return out;
}

/**
 * @param {Part[]} parts
 * @return {number} The most characters that a sequence can stand for
 */
function lengthOf( parts ) {
	return parts.reduce( ( total, each ) => total + ( each.kind === 'lit' ? each.text.length :
		each.kind === 'alt' ? Math.max.apply( null, each.choices.map( lengthOf ) ) : LENGTHS[ each.kind ] || 0 ), 0 );
}

/**
 * @param {Part[]} run
 * @return {Part[]} The same; where its last part is alternatives, some with a gap, they are known by what stands
 *  before it
 */
function opening( run ) {
	const last = run[ run.length - 1 ];
	if ( last.kind !== 'alt' ) {
		return run;
	}
	let isCut = false;
	/** @type {Part[][]} */
	const choices = [];
	for ( const choice of last.choices ) {
		const kinds = choice.map( ( each ) => each.kind );
		const gaps = [ kinds.indexOf( 'gap' ), kinds.indexOf( 'stem' ) ].filter( ( at ) => at >= 0 );
		const gap = gaps.length ? Math.min.apply( null, gaps ) : choice.length;
		if ( !gap ) {
			return run;
		}
		isCut = isCut || gap < choice.length;
		choices.push( choice.slice( 0, gap ) );
	}
	return isCut ? run.slice( 0, -1 ).concat( phrasing.part( 'alt', '', choices ) ) : run;
}

/**
 * @param {Part[]} parts
 * @return {boolean} Whether a sequence ends with a space that no reading can leave out
 */
function isClosed( parts ) {
	const last = parts[ parts.length - 1 ];
	if ( last === undefined ) {
		return false;
	}
	const before = parts.slice( 0, -1 );
	if ( last.kind === 'alt' ) {
		return last.choices.every( ( choice ) => isClosed( before.concat( choice ) ) );
	}
	// A space alone may be left out behind what may be empty or end with one itself: see patternOf.
	return endsWithSpace( last ) && ( last.text.trim() !== '' ||
		!( before.length && isLoose( before[ before.length - 1 ] ) ) || isClosed( before ) );
}

/**
 * @param {Part[]} parts
 * @param {boolean} loose Whether its first space may be left out
 * @return {boolean} Whether a sequence begins with a space or a sign in every reading
 */
function isParted( parts, loose ) {
	const first = parts[ 0 ];
	if ( first === undefined ) {
		return false;
	}
	if ( first.kind === 'alt' ) {
		return first.choices.every(
			( choice ) => choice.length ? isParted( choice, false ) : isParted( parts.slice( 1 ), true )
		);
	}
	return first.kind === 'lit' && ( first.text[ 0 ] === ' ' ? !loose : !text.isWordly( first.text ) );
}

/**
 * @param {Part[]} parts
 * @param {boolean} ends Whether a word ends with the whole
 * @return {{anchors: string[], lead: number, closed: boolean}} The run of literals best searched for (its shortest one
 *  as long as possible), how many characters stand before it at most, and whether a word ends with it in every reading
 */
function anchorsOf( parts, ends ) {
	let shortest = 0;
	let best = { anchors: /** @type {string[]} */ ( [] ), lead: 0, closed: false };
	for ( let first = 0; first < parts.length; first++ ) {
		for ( let last = parts.length; last > first; last-- ) {
			/** @type {string[]} */
			let literals;
			const run = parts.slice( first, last );
			const known = opening( run );
			try {
				literals = phrasing.expand( known, MOST_ANCHORS );
			} catch ( error ) {
				continue;
			}
			literals = phrasing.unique( literals.map( ( literal ) => text.words( literal ).join( ' ' ) ) );
			const length = Math.min.apply( null, literals.map( ( literal ) => literal.length ) );
			if ( length > shortest ) {
				shortest = length;
				const rest = parts.slice( last );
				best = {
					anchors: literals, lead: lengthOf( parts.slice( 0, first ) ) + 2, closed: isClosed( known ) || (
						known === run && ( rest.length ? isParted( rest, isLoose( run[ run.length - 1 ] ) ) : ends )
					)
				};
			}
			break;
		}
	}
	if ( !shortest || ( shortest === 1 && best.anchors.some( text.isAscii ) ) ) {
		throw new Error( 'has no fixed words to search for; add a word that every reading contains' );
	}
	return best;
}

/**
 * @param {Part[]} parts
 * @return {boolean} Whether there is nothing but spaces
 */
function isBlank( parts ) {
	return !parts.some( ( each ) => each.kind !== 'lit' || each.text.trim() !== '' );
}

/**
 * @param {string} phrase
 * @return {Cue}
 * @throws {Error} Where it is not well formed or too vague; the message says how to mend it
 */
function compile( phrase ) {
	let parts = new phrasing.Parser( phrase ).whole();
	const start = parts.length > 0 && parts[ 0 ].kind === 'start';
	parts = start ? parts.slice( 1 ) : parts;
	const values = parts.filter( ( each ) => each.kind === 'slot' || each.kind === 'mark' );
	if ( values.length !== 1 ) {
		throw new Error( 'needs exactly one {slot} or <value>, outside of any (…)' );
	}
	const value = values[ 0 ];
	const before = parts.slice( 0, parts.indexOf( value ) );
	const after = parts.slice( parts.indexOf( value ) + 1 );
	let at = 'inside';
	let whole = before.concat( value, after );
	let pattern = '';
	if ( value.kind === 'mark' ) {
		at = 'mark';
		whole = before.concat( value.choices[ 0 ], after );
		pattern = patternOf( before ) + '(' + patternOf( value.choices[ 0 ] ) + ')' + patternOf( after );
	} else if ( isBlank( after ) ) {
		at = 'after';
		whole = before;
		pattern = patternOf( before );
	} else if ( isBlank( before ) ) {
		at = 'before';
		whole = after;
		pattern = patternOf( after );
	} else {
		pattern = patternOf( before ) + '(' + VALUE + ')' + patternOf( after );
	}
	const searched = anchorsOf( whole, at !== 'after' );
	const beyond = BEYOND.exec( pattern );
	if ( beyond ) {
		throw new Error( "'" + beyond[ 0 ] + "' is outside what RE2 and JavaScript share; write it without" );
	}
	return {
		pattern: pattern, slot: value.kind === 'mark' ? 'mark' : value.text, at: at, anchors: searched.anchors,
		lead: searched.lead, start: start, closed: searched.closed
	};
}

module.exports = { compile: compile };
