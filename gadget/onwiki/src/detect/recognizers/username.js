'use strict';

/**
 * Is an account name somebody's real name: a given name and a family name, in whatever form and script?
 * bot/detect/recognizers/username.py.
 */

const alphabetic = require( '../names/alphabetic.js' );
const eastasian = require( '../names/eastasian.js' );
const endings = require( '../names/endings.js' );
const lexicons = require( '../names/lexicon.js' );
const names = require( '../names/text.js' );
const romanising = require( '../names/romanise.js' );
const text = require( '../text.js' );

/** @typedef {import('../names/lexicon.js').Lexicon} Lexicon */

// Scores run from 0 to 2 (a given and a family name, each from 0 to 1); this much is a name.
const THRESHOLD = 1.2;
const LONGEST = 60;
const CASELESS = [ 'arabic', 'hebrew', 'devanagari', 'bengali', 'tamil', 'telugu', 'thai' ];
// Which lists' common words count in full for a wiki's language, beside English.
/** @type {Record<string, string>} */
const LIST_OF_LANGUAGE = {
	nn: 'da-nb', no: 'da-nb', bs: 'hr-sr', sl: 'hr-sr', sh: 'hr-sr', tl: 'id-ms', az: 'tr', gl: 'pt', ca: 'es',
	eu: 'es', be: 'uk-be'
};
const SHORTEST_JOINED = 9;
const SHORTEST_CASELESS = 3;
const SHORTEST_PART = 4;
const IS_MARK = new RegExp( '^\\p{M}$', 'u' );

/**
 * @param {string} username
 * @return {string[]} The scripts whose lists are needed to judge a name
 */
function scriptsFor( username ) {
	const script = names.scriptOf( names.coreOf( username.slice( 0, LONGEST ) ) );
	switch ( script ) {
		case '':
			return [];
		case 'han':
		case 'kana':
			return [ 'han', 'kana' ];
		case 'cyrillic':
		case 'greek':
			return [ script, 'latin' ];
	}
	return [ script ];
}

/** Recognizes real names in account names, as far as the lists are there. */
class UsernameRecognizer {
	constructor() {
		/** @type {Map<string, Lexicon>} */
		this._lexicons = new Map();
		/** @type {Set<string>} */
		this._stop = new Set();
		/** @type {Set<string>} */
		this._places = new Set();
	}

	/**
	 * @param {{stop: string, places: string}} data rules/names-shared.json
	 */
	learnShared( data ) {
		this._stops( data.stop );
		this._places = new Set( text.words( data.places ) );
	}

	/**
	 * @param {string} script
	 * @param {any} data rules/names-*.json
	 */
	learn( script, data ) {
		this._stops( data.stop );
		this._lexicons.set( script, new lexicons.Lexicon( script, data ) );
	}

	/**
	 * @param {string} folded Names that never count, as they are compared
	 */
	_stops( folded ) {
		text.words( folded ).forEach( ( name ) => this._stop.add( name ) );
	}

	/**
	 * @param {string} script
	 * @return {boolean}
	 */
	knows( script ) {
		return this._lexicons.has( script );
	}

	/**
	 * @param {string} username
	 * @return {boolean} Whether the lists for it are there
	 */
	canJudge( username ) {
		return scriptsFor( username ).every( ( script ) => this.knows( script ) );
	}

	/**
	 * @param {string} username
	 * @param {string} lang The wiki's language code, `` when unknown
	 * @return {boolean} Whether it reads as a given name with a family name; false where the lists are not there
	 */
	isRealName( username, lang ) {
		return this._score( username, lang ) >= THRESHOLD;
	}

	/**
	 * @param {string} username
	 * @param {string} lang
	 * @return {number}
	 */
	_score( username, lang ) {
		if ( username.length > LONGEST || !this.canJudge( username ) ) {
			return 0;
		}
		const core = names.coreOf( username );
		const script = names.scriptOf( core );
		const parts = script ? names.partsOf( core ) : [];
		if ( !parts.length || parts.some( ( part ) => [ script, 'han', 'kana' ].indexOf( names.scriptOf( part ) ) < 0 ) ) {
			return 0;
		}
		const folded = parts.map( ( part ) => names.fold( part, script ) );
		if ( this._isFamous( folded, script ) ) {
			return 0;
		}
		if ( script === 'hangul' ) {
			return eastasian.korean( parts, this._lexicon( 'hangul' ) );
		}
		if ( script === 'han' || script === 'kana' ) {
			return this._eastAsian( parts, script, lang );
		}
		return this._alphabetic( core, parts, folded, script, lang );
	}

	/**
	 * @param {string[]} folded
	 * @param {string} script
	 * @return {boolean} A name of the stop lists, also beside a word: "Jane Austen fan", but not "Nguyễn Quang Trung"
	 */
	_isFamous( folded, script ) {
		if ( this._stop.has( folded.join( '' ) ) ) {
			return true;
		}
		const last = folded.length - 1;
		const [ rest, famous ] = this._stop.has( folded.slice( 0, last ).join( '' ) ) ?
			[ folded[ last ], true ] : [ folded[ 0 ], this._stop.has( folded.slice( 1 ).join( '' ) ) ];
		const lists = this._lexicon( script );
		return famous && ( lists.words.has( rest ) || !( lists.given.has( rest ) || lists.family.has( rest ) ) );
	}

	/**
	 * @param {string[]} parts
	 * @param {string} script
	 * @param {string} lang
	 * @return {number}
	 */
	_eastAsian( parts, script, lang ) {
		const han = this._lexicon( 'han' );
		const kana = this._lexicon( 'kana' );
		const anyHan = parts.join( '' ).split( '' ).some( ( char ) => names.scriptOf( char ) === 'han' );
		if ( script === 'kana' && !anyHan ) {
			return eastasian.kanaOnly( parts, kana );
		}
		const best = eastasian.japanese( parts, han, kana );
		return script === 'han' && lang.slice( 0, 2 ) !== 'ja' ? Math.max( best, eastasian.chinese( parts, han ) ) : best;
	}

	/**
	 * @param {string} core
	 * @param {string[]} parts
	 * @param {string[]} folded
	 * @param {string} script
	 * @param {string} lang
	 * @return {number}
	 */
	_alphabetic( core, parts, folded, script, lang ) {
		if ( parts.length === 1 ) {
			return this._joined( folded[ 0 ], script, lang );
		}
		let capital = parts.map( ( part ) => CASELESS.indexOf( script ) >= 0 || text.isUpper( part ) );
		if ( !capital.slice( 1 ).some( Boolean ) ) {
			// "Marisol kvasnicka" has only MediaWiki's own capital; "marisol.kvasnicka" is a name's own form.
			capital = parts.map( () => core.indexOf( ' ' ) < 0 );
		}
		return this._judge( folded, capital, script, lang );
	}

	/**
	 * @param {string[]} folded
	 * @param {boolean[]} capital
	 * @param {string} script
	 * @param {string} lang
	 * @return {number}
	 */
	_judge( folded, capital, script, lang ) {
		const lists = this._lexicon( script );
		const short = lang.split( '-' )[ 0 ];
		const stems = [ LIST_OF_LANGUAGE[ short ] || '' ];
		lists.bits.forEach( ( _, stem ) => {
			if ( stem === 'en' || stem.split( '-' ).indexOf( short ) >= 0 ) {
				stems.push( stem );
			}
		} );
		return new alphabetic.Judge( lists, this._places, short ).score(
			folded, capital, lists.bit( stems ), ( word ) => this._elsewhere( word, script )
		);
	}

	/**
	 * @param {string} word
	 * @param {string} script
	 * @return {[number, number]} A Cyrillic or Greek word's weights in the Latin lists, for names from other languages
	 */
	_elsewhere( word, script ) {
		const latin = romanising.romanise( word, script );
		if ( !latin ) {
			return [ 0, 0 ];
		}
		const lists = this._lexicon( 'latin' );
		const given = lists.given.get( latin );
		const family = lists.family.get( latin );
		return [ ( given ? given.weight : 0 ) * 0.8, ( family ? family.weight : 0 ) * 0.8 ];
	}

	/**
	 * @param {string} word
	 * @param {string} script
	 * @param {string} lang
	 * @return {number} A single word that falls into a well-known given and a well-known family name: marisolquintero
	 */
	_joined( word, script, lang ) {
		const lists = this._lexicon( script );
		if ( CASELESS.indexOf( script ) >= 0 ) {
			return this._unspaced( word, script, lang, lists );
		}
		if ( word.length < SHORTEST_JOINED || lists.given.has( word ) || lists.family.has( word ) ||
			lists.vocabulary.has( word ) ) {
			return 0;
		}
		let best = 0;
		for ( let cut = SHORTEST_PART; cut <= word.length - SHORTEST_PART; cut++ ) {
			const first = word.slice( 0, cut );
			const last = word.slice( cut );
			for ( const pair of [ [ first, last ], [ last, first ] ] ) {
				const given = lists.given.get( pair[ 0 ] );
				const family = lists.family.get( pair[ 1 ] );
				if ( given && family && given.weight >= 0.9 && family.weight >= 0.9 && !lists.words.has( pair[ 0 ] ) &&
					!lists.words.has( pair[ 1 ] ) && !lists.vocabulary.has( pair[ 1 ] ) ) {
					best = Math.max( best, this._judge( pair, [ false, false ], script, lang ) - 0.3 );
				}
			}
		}
		return best;
	}

	/**
	 * @param {string} word
	 * @param {string} script
	 * @param {string} lang
	 * @param {Lexicon} lists
	 * @return {number} A name in a script without case, whose parts no capital tells apart: a given name, then the rest
	 */
	_unspaced( word, script, lang, lists ) {
		let best = 0;
		for ( let cut = SHORTEST_CASELESS; cut <= word.length - SHORTEST_CASELESS; cut++ ) {
			const rest = word.slice( cut );
			if ( !lists.given.has( word.slice( 0, cut ) ) || IS_MARK.test( word[ cut ] ) || lists.words.has( rest ) ) {
				continue;
			}
			if ( lists.family.has( rest ) || endings.familyEnding( rest, lists, lang ) || rest.slice( 0, 2 ) === 'ال' ) {
				const pair = [ word.slice( 0, cut ), rest ];
				best = Math.max( best, this._judge( pair, [ false, false ], script, lang ) - 0.1 );
			}
		}
		return best;
	}

	/**
	 * @param {string} script
	 * @return {Lexicon}
	 */
	_lexicon( script ) {
		return /** @type {Lexicon} */ ( this._lexicons.get( script ) );
	}
}

module.exports = { UsernameRecognizer: UsernameRecognizer, scriptsFor: scriptsFor };
