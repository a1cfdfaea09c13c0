'use strict';

/**
 * A community's own settings, a JSON page of this wiki, merged over the packaged rules. bot/detect/tuning.py: the same
 * entries are taken, and the same words said of those that cannot be.
 */

const compiling = require( './compiling.js' );
const cues = require( './cues.js' );
const narrow = require( './narrow.js' );

/**
 * @typedef {import('./view.js').Candidate} Candidate
 * @typedef {import('./view.js').View} View
 */

const LONGEST = 300; // characters of a phrase or a template's name
const KEYS = [ 'rules_off', 'thresholds', 'allow', 'templates', 'cues' ];
const TEMPLATES = [ 'block', 'cite', 'draft', 'infobox', 'paid', 'person', 'quote', 'userbox' ];

/** What a community changed; problems says which entries were skipped, and why. */
class Tuning {
	/**
	 * @param {string} text The page's text; whatever it is, nothing is thrown
	 * @param {string[]} types Types of findings
	 */
	constructor( text, types ) {
		/** @type {string[]} */
		this.problems = [];
		this.types = types.slice().sort();
		/** @type {Record<string, number>} */
		this.thresholds = {};
		/** @type {Record<string, string[]>} */
		this.templates = {};
		/** @type {any[]} As in the rules of a language */
		this.cues = [];
		const data = this._object( text );
		Object.keys( data ).filter( ( key ) => KEYS.indexOf( key ) < 0 ).forEach(
			( key ) => this.problems.push( key + ': no such key; use one of ' + KEYS.join( ', ' ) )
		);
		/** @type {Set<string>} */
		this.rulesOff = new Set( this._texts( data, 'rules_off' ) );
		this._thresholds( data.thresholds );
		/** @type {Set<string>} Folded */
		this.allow = new Set( this._texts( data, 'allow' ).map( ( each ) => cues.fold( narrow.narrow( each ) ) ) );
		this._templates( data.templates );
		this._cues( data.cues );
	}

	/**
	 * @param {any} language
	 * @return {any} The language's rules with the community's templates and phrases beside the packaged ones
	 */
	merged( language ) {
		const templates = Object.assign( {}, language.templates );
		for ( const sort of Object.keys( this.templates ) ) {
			templates[ sort ] = ( templates[ sort ] || [] ).concat( this.templates[ sort ] );
		}
		return Object.assign( {}, language, { cues: language.cues.concat( this.cues ), templates: templates } );
	}

	/**
	 * Silence a candidate of a rule that is off, or of a text that is allowed.
	 *
	 * @param {Candidate} candidate
	 * @param {View} view
	 */
	apply( candidate, view ) {
		const group = candidate.rule.replace( /\.[^.]*$/, '' ); // `en.location` switches `en.location.3` off
		if ( this.rulesOff.has( candidate.rule ) || this.rulesOff.has( group ) ) {
			candidate.add( 'rule switched off here', -2 );
		} else if ( candidate.span !== null && this.allow.size && this.allow.has(
			cues.fold( view.page.wikitext.slice( candidate.span[ 0 ], candidate.span[ 1 ] ) )
		) ) {
			candidate.add( 'allowed here', -2 );
		}
	}

	/**
	 * @param {string} text
	 * @return {Record<string, any>}
	 */
	_object( text ) {
		let data = null;
		try {
			data = JSON.parse( text );
		} catch ( error ) {
			this.problems.push( 'not JSON (' + /** @type {Error} */ ( error ).message + '); nothing of it is used' );
			return {};
		}
		if ( !isObject( data ) ) {
			this.problems.push( 'must be an object with the keys ' + KEYS.join( ', ' ) );
			return {};
		}
		return data;
	}

	/**
	 * @param {Record<string, any>} data
	 * @param {string} key
	 * @return {string[]}
	 */
	_texts( data, key ) {
		const found = data[ key ] === undefined ? [] : data[ key ];
		if ( !Array.isArray( found ) ) {
			this.problems.push( key + ': must be a list of texts' );
			return [];
		}
		return found.filter( ( entry ) => {
			if ( typeof entry !== 'string' ) {
				this.problems.push( key + ': ' + JSON.stringify( entry ) + ' is not a text' );
			}
			return typeof entry === 'string';
		} );
	}

	/**
	 * @param {any} found
	 * @param {string} key
	 * @param {string} holds
	 * @param {(kind: string, value: any) => void} call For each entry
	 */
	_each( found, key, holds, call ) {
		if ( found === undefined || found === null ) {
			return;
		}
		if ( !isObject( found ) ) {
			this.problems.push( key + ': must be an object (' + holds + ')' );
			return;
		}
		Object.keys( found ).forEach( ( kind ) => call( kind, found[ kind ] ) );
	}

	/**
	 * @param {any} found
	 */
	_thresholds( found ) {
		this._each( found, 'thresholds', 'type: number', ( kind, value ) => {
			if ( this.types.indexOf( kind ) < 0 ) {
				this.problems.push( 'thresholds.' + kind + ': no such type; use one of ' + this.types.join( ', ' ) );
			} else if ( typeof value !== 'number' || !( value >= 0 && value <= 2 ) ) {
				this.problems.push( 'thresholds.' + kind + ': must be a number from 0 to 2' );
			} else {
				this.thresholds[ kind ] = value;
			}
		} );
	}

	/**
	 * @param {any} found
	 */
	_templates( found ) {
		this._each( found, 'templates', 'class: list of names', ( sort, names ) => {
			const key = 'templates.' + sort;
			if ( TEMPLATES.indexOf( sort ) < 0 ) {
				this.problems.push( key + ': no such class of templates; use one of ' + TEMPLATES.join( ', ' ) );
			} else if ( !Array.isArray( names ) ) {
				this.problems.push( key + ': must be a list of names' );
			} else {
				this.templates[ sort ] = names.filter( ( name ) => this._isUsable( key, name ) );
			}
		} );
	}

	/**
	 * @param {any} found
	 */
	_cues( found ) {
		this._each( found, 'cues', 'type: list of phrases', ( kind, phrases ) => {
			if ( this.types.indexOf( kind ) < 0 ) {
				this.problems.push( 'cues.' + kind + ': no such type; use one of ' + this.types.join( ', ' ) );
			} else if ( !Array.isArray( phrases ) ) {
				this.problems.push( 'cues.' + kind + ': must be a list of phrases' );
			} else {
				phrases.forEach( ( phrase, i ) => this._cue( kind, phrase, i + 1 ) );
			}
		} );
	}

	/**
	 * @param {string} kind
	 * @param {any} phrase
	 * @param {number} number
	 */
	_cue( kind, phrase, number ) {
		const key = 'cues.' + kind + '[' + number + ']';
		if ( !this._isUsable( key, phrase ) ) {
			return;
		}
		try {
			this.cues.push( Object.assign(
				{ id: 'wiki.' + kind + '.' + number, type: kind, weight: 1 }, compiling.compile( phrase )
			) );
		} catch ( error ) {
			this.problems.push( key + ': "' + phrase + '" ' + /** @type {Error} */ ( error ).message );
		}
	}

	/**
	 * @param {string} key
	 * @param {any} entry
	 * @return {boolean} Whether it is a text of a sensible length
	 */
	_isUsable( key, entry ) {
		if ( typeof entry !== 'string' || !entry.trim() ) {
			this.problems.push( key + ': ' + JSON.stringify( entry ) + ' is not a text' );
			return false;
		}
		if ( entry.length > LONGEST ) {
			this.problems.push( key + ': longer than ' + LONGEST + ' characters; write it shorter' );
			return false;
		}
		return true;
	}
}

/**
 * @param {any} value
 * @return {boolean}
 */
function isObject( value ) {
	return typeof value === 'object' && value !== null && !Array.isArray( value );
}

module.exports = { Tuning: Tuning };
