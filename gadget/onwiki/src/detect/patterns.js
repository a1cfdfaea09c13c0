'use strict';

/** Regular expressions that are tried at a place or searched in a stretch, as bot/detect does with Python's. */

/** One match: [start, end) in the whole text. */
class Match {
	/**
	 * @param {RegExpExecArray} found
	 */
	constructor( found ) {
		this.start = found.index;
		this.end = found.index + found[ 0 ].length;
		this.text = found[ 0 ];
		/** @type {string[]} What each group holds; undefined where it took no part */
		this.groups = found;
	}
}

/**
 * A regular expression to be tried in stretches of a text. What stands before a stretch counts for `notAfter`.
 */
class Pattern {
	/**
	 * @param {string} source
	 * @param {string} [flags] `i`, `u`
	 * @param {string} [notAfter] Characters, as in [ ], after which it does not match
	 */
	constructor( source, flags, notAfter ) {
		this.source = source;
		this.flags = flags || '';
		this.notAfter = notAfter ? new RegExp( '^[' + notAfter + ']', 'u' ) : null;
		/** @type {RegExp|null} */
		this._here = null;
		/** @type {RegExp|null} */
		this._anywhere = null;
	}

	/**
	 * @param {string} text
	 * @param {number} [at]
	 * @param {number} [limit] As if the text ended there
	 * @return {Match|null} The match that begins at `at`
	 */
	match( text, at, limit ) {
		const here = this._here || ( this._here = new RegExp( this.source, this.flags + 'y' ) );
		const from = at || 0;
		if ( this.notAfter && from > 0 && this.notAfter.test( text[ from - 1 ] ) ) {
			return null;
		}
		here.lastIndex = from;
		const found = here.exec( limit === undefined || limit >= text.length ? text : text.slice( 0, limit ) );
		return found && new Match( found );
	}

	/**
	 * @param {string} text
	 * @param {number} [at]
	 * @param {number} [limit]
	 * @return {Match|null} The first match that begins at or after `at`
	 */
	search( text, at, limit ) {
		const anywhere = this._anywhere || ( this._anywhere = new RegExp( this.source, this.flags + 'g' ) );
		const shown = limit === undefined || limit >= text.length ? text : text.slice( 0, limit );
		let from = at || 0;
		for ( ;; ) {
			anywhere.lastIndex = from;
			const found = anywhere.exec( shown );
			if ( !found ) {
				return null;
			}
			if ( !this.notAfter || found.index === 0 || !this.notAfter.test( text[ found.index - 1 ] ) ) {
				return new Match( found );
			}
			from = found.index + 1;
		}
	}

	/**
	 * @param {string} text
	 * @param {number} [at]
	 * @param {number} [limit]
	 * @param {number} [most]
	 * @return {Match[]} The matches one after the other
	 */
	all( text, at, limit, most ) {
		/** @type {Match[]} */
		const out = [];
		let from = at || 0;
		const stop = limit === undefined ? text.length : limit;
		let left = most === undefined ? Infinity : most;
		while ( from <= stop && left > 0 ) {
			const found = this.search( text, from, limit );
			if ( !found ) {
				break;
			}
			out.push( found );
			left--;
			from = found.end > found.start ? found.end : found.end + 1;
		}
		return out;
	}

	/**
	 * @param {string} text
	 * @return {boolean} Whether it matches the whole text
	 */
	full( text ) {
		return new RegExp( '^(?:' + this.source + ')$', this.flags ).test( text );
	}
}

module.exports = { Match: Match, Pattern: Pattern };
