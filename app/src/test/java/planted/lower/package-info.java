/// Planted for `ModulesTest`.
@ApplicationModule(allowedDependencies = {})
package planted.lower;

import org.springframework.modulith.ApplicationModule;
