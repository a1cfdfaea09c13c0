'use strict';

/**
 * The words of the languages that one page is read in, merged: which end a value, which cannot be one, months,
 * countries. bot/detect/lexicon.py.
 */

const cues = require( './cues.js' );
const cuts = require( './cuts.js' );
const naming = require( './naming.js' );
const text = require( './text.js' );
const towns = require( './towns.js' );

const fold = cues.fold;
const unspaced = cues.unspaced;

/**
 * What a language is like: config/rules/traits.yaml.
 *
 * @typedef {'at_is_ending'|'at_is_in'|'bare_genitives'|'capital_nouns'|'compounds'|'east_asian'|'joined'|'no_is_on'|
 *  'no_prepositions'|'own_script'|'personless_past'|'semicolon_asks'|'small_adjectives'|'small_nouns'|'street_endings'|
 *  'streets_bare'|'syllables'|'uninflected'|'verb_behind_address'|'verb_last'} Trait
 */

/** Word tables of a few languages together. */
class Vocabulary extends naming.Naming {
	/**
	 * @param {any[]} languages Rules of languages, the page's own first
	 * @param {Record<string, Trait[]>} traits By language
	 */
	constructor( languages, traits ) {
		super( languages );
		this.languages = languages;
		/** @type {string} */
		this.code = languages[ 0 ].code;
		/** @type {Set<Trait>} */
		this.traits = new Set( traits[ this.code ] );
		this.stop = union( languages, 'stop' );
		this.particles = union( languages, 'particles' );
		this.titles = union( languages, 'titles' );
		this.attached = union( languages, 'attached' );
		/** @type {Map<string, number>} */
		this.numbers = new Map();
		/** @type {Map<string, number>} */
		this.months = new Map();
		/** @type {Set<string>} */
		this.territories = new Set();
		/** @type {Set<string>} */
		this.tongues = new Set();
		/** @type {Set<string>} */
		this.inflected = new Set();
		/** @type {Record<string, Set<string>>} */
		this.refused = {};
		for ( const kind of [ 'place', 'org', 'school', 'name' ] ) {
			this.refused[ kind ] = new Set( gather( languages, 'refused', kind ) );
		}
		/** @type {Record<string, string[]>} As the rules write them: `*schule` */
		this.nouns = {};
		/** @type {Record<string, string[]>} The same without asterisks */
		this.plain = {};
		for ( const kind of [ 'school', 'org', 'street', 'role', 'place', 'grade' ] ) {
			this.nouns[ kind ] = gather( languages, 'nouns', kind ).map( fold );
			this.plain[ kind ] = this.nouns[ kind ].map( ( noun ) => text.strip( noun, '*' ) );
		}
		this.towns = new towns.Towns( languages[ 0 ].towns || [], this.plain.place );
		this.smallTowns = new towns.Towns( languages[ 0 ].small_towns || [], this.plain.place );
		/** @type {string[]} Words for a school in Korean, of two syllables and more */
		this.schools = this.plain.school.filter( ( noun ) => noun.length > 1 && noun[ 0 ] >= '\uac00' && noun[ 0 ] <= '\ud7a3' );
		/** @type {string[]} Words for `about` */
		this.topic = [];
		union( languages, 'topic' ).forEach( ( word ) => this.topic.push( fold( word ) ) );
		/** @type {Set<string>} The words of the first person */
		this.own = new Set();
		for ( const language of languages ) {
			for ( const entry of language.lists.self ) {
				if ( !entry[ 1 ] ) {
					this.own.add( fold( entry[ 0 ] ) );
				}
			}
		}
		/** @type {string[]} */
		const unspacedWords = [];
		this.stop.forEach( ( word ) => {
			if ( unspaced( word[ 0 ] ) ) {
				unspacedWords.push( word );
			}
		} );
		this.cuts = new cuts.Cuts( unspacedWords );
		for ( const language of languages ) {
			Object.keys( language.numbers ).forEach(
				( word ) => this.numbers.set( word, language.numbers[ word ] )
			);
		}
		for ( const language of languages.slice().reverse() ) { // the page's own last, so that it wins
			this._cldr( language );
		}
		this.stems = stemsOf( this.inflected );
	}

	/**
	 * @param {any} language
	 */
	_cldr( language ) {
		const own = language === this.languages[ 0 ];
		Object.keys( language.months ).forEach( ( name ) => this.months.set( fold( name ), language.months[ name ] ) );
		const data = language.cldr;
		if ( !data ) {
			return;
		}
		Object.keys( data.months ).forEach( ( name ) => {
			if ( ( own || name.length > 2 ) && !this.months.has( fold( name ) ) ) {
				this.months.set( fold( name ), data.months[ name ] );
			}
		} );
		for ( const name of data.territories ) {
			this.territories.add( fold( name ) );
		}
		if ( own && !this.traits.has( 'uninflected' ) ) {
			this.inflected = new Set( data.territories.map( fold ) );
		}
		for ( const name of data.languages ) {
			this.tongues.add( fold( name ) );
		}
	}

	/**
	 * @param {string} folded
	 * @return {boolean} Whether it names a country, a region of the world or a continent, also when inflected
	 */
	isCountry( folded ) {
		if ( this.territories.has( folded ) ) {
			return true;
		}
		if ( folded.length < 5 ) {
			return false;
		}
		for ( let length = Math.max( 4, folded.length - 4 ); length <= folded.length; length++ ) {
			const whole = this.stems.get( folded.slice( 0, length ) );
			if ( whole === undefined || length < whole - 2 || Math.abs( whole - folded.length ) > 3 ) {
				continue;
			}
			if ( length > 4 || length >= whole - 1 || folded.length <= whole ) { // Polska, Polsce; but not Malatya
				return true;
			}
		}
		return false;
	}
}

/**
 * @param {any[]} languages
 * @param {string} key
 * @return {Set<string>} All languages' words together
 */
function union( languages, key ) {
	/** @type {Set<string>} */
	const out = new Set();
	for ( const language of languages ) {
		for ( const word of language[ key ] ) {
			out.add( word );
		}
	}
	return out;
}

/**
 * @param {any[]} languages
 * @param {string} table
 * @param {string} kind
 * @return {string[]}
 */
function gather( languages, table, kind ) {
	/** @type {string[]} */
	let out = [];
	for ( const language of languages ) {
		out = out.concat( language[ table ][ kind ] || [] );
	}
	return out;
}

/**
 * @param {Set<string>} names
 * @return {Map<string, number>} Beginnings of one-word names (up to two letters short) -> the name's length, to
 *  know inflected forms
 */
function stemsOf( names ) {
	/** @type {Map<string, number>} */
	const out = new Map();
	names.forEach( ( name ) => {
		if ( name.indexOf( ' ' ) >= 0 || name.length < 5 || unspaced( name[ 0 ] ) ) {
			return;
		}
		for ( let cut = 0; cut < 3; cut++ ) {
			const stem = name.slice( 0, name.length - cut );
			if ( stem.length >= 4 && !out.has( stem ) ) {
				out.set( stem, name.length );
			}
		}
	} );
	return out;
}

module.exports = { Vocabulary: Vocabulary };
