'use strict';

/** The words that name a street, and where one stands. bot/detect/recognizers/place.py. */

const patterns = require( '../patterns.js' );
const text = require( '../text.js' );

/** @typedef {import('../view.js').View} View */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const CASELESS = '\u2e80'; // from here on scripts write no spaces
// Polní 14, 586 01 Jihlava: a house's number, a post code and a town, whatever the street is called
const POSTED = new Pattern(
	'[0-9]{1,4}[a-z]?(?:/[0-9]{1,4})?, (?:[0-9]{3} ?[0-9]{2}|[0-9]{2}-[0-9]{3}|[0-9]{4}(?: ?[a-z]{2})?) [\\p{L}\\p{Nl}\\p{No}]{3}', 'u'
);

const SHORT = 3; // letters of an abbreviation
/** @type {Map<any, Streets>} */
const known = new Map();

/** A language's words for streets: `*straße` also inside a word, others whole (without spaces: anywhere). */
class Streets {
	/**
	 * @param {string[]} nouns
	 * @param {boolean} endings Whether short words have endings, too
	 * @param {Set<string>} attached Letters written onto the next word: ל|שדרות
	 */
	constructor( nouns, endings, attached ) {
		const unique = nouns.filter( ( noun, i ) => nouns.indexOf( noun ) === i )
			.sort( ( a, b ) => b.length - a.length );
		this.attached = attached;
		const parts = [ '[0-9]{1,4}[-－−‐][0-9]{1,4}' ].concat( unique.map( ( noun ) => {
			const plain = text.strip( noun, '*' );
			const short = plain.length <= SHORT && text.isAscii( plain ) && noun.indexOf( '*' ) < 0;
			const most = short && !endings ? '' : '{3}'; // ave, not in `avec`
			return text.escape( plain ) + ( plain[ 0 ] > CASELESS ? '' : '(?!' + L + most + ')' );
		} ) );
		/** @type {Set<string>} Words that may begin inside a word */
		this.inside = new Set();
		for ( const noun of unique ) {
			if ( noun[ 0 ] === '*' || noun[ 0 ] > CASELESS ) {
				this.inside.add( text.strip( noun, '*' ) );
			}
		}
		this.pattern = new Pattern( parts.join( '|' ), 'u' );
		this.each = parts.map( ( part ) => new Pattern( part, 'u' ) );
	}

	/**
	 * @param {string} folded
	 * @param {number} at
	 * @param {number} limit
	 * @return {import('../patterns.js').Match|null} The first word for a street
	 */
	find( folded, at, limit ) {
		let from = at;
		for ( ;; ) {
			const found = this.pattern.search( folded, from, limit );
			if ( found === null ) {
				return null;
			}
			const here = this.at( folded, found.start, limit );
			if ( here !== null ) {
				return here;
			}
			from = found.start + 1;
		}
	}

	/**
	 * @param {string} folded
	 * @param {number} at
	 * @param {number} limit
	 * @return {import('../patterns.js').Match|null} The word for a street that begins there
	 */
	at( folded, at, limit ) {
		for ( const each of this.each ) {
			const match = each.match( folded, at, limit );
			if ( match !== null && this._mayBegin( folded, match ) ) {
				return match;
			}
		}
		return null;
	}

	/**
	 * @param {string} folded
	 * @param {number} at
	 * @param {number} limit
	 * @return {number} Where the first word for a street begins; -1 where none does
	 */
	search( folded, at, limit ) {
		const found = this.find( folded, at, limit );
		return found === null ? -1 : found.start;
	}

	/**
	 * @param {string} folded
	 * @param {import('../patterns.js').Match} match
	 * @return {boolean} Whether what stands in front of it lets it be a street's word
	 */
	_mayBegin( folded, match ) {
		const before = match.start > 0 ? folded[ match.start - 1 ] : '';
		if ( text.isDigit( match.text ) && /^[0-9]+[-－−‐][0-9]+$/.test( match.text ) ) {
			return before >= '\u3040' && before <= '\u9fff';
		}
		return this.inside.has( match.text ) || before === '' || before === '_' || !text.isAlnum( before ) ||
			this.attached.has( before );
	}
}

/**
 * @param {View} view
 * @return {Streets}
 */
function streetsOf( view ) {
	let streets = known.get( view.lexicon );
	if ( streets === undefined ) {
		streets = new Streets(
			view.lexicon.nouns.street, view.lexicon.traits.has( 'street_endings' ), view.lexicon.attached
		);
		known.set( view.lexicon, streets );
	}
	return streets;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {number} Where a street's word stands in [at, limit), or a house's number before a post code; else -1
 */
function streetIn( view, at, limit ) {
	const street = streetsOf( view ).search( view.folded, at, limit );
	const posted = street < 0 ? POSTED.search( view.folded, at, limit ) : null;
	return posted === null ? street : posted.start;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {number} Where a street's word stands; -1 where none does
 */
function wordIn( view, at, limit ) {
	return streetsOf( view ).search( view.folded, at, limit );
}

module.exports = { streetIn: streetIn, streetsOf: streetsOf, wordIn: wordIn };
